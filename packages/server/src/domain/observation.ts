import { z } from "zod";
import { declineReasonSchema } from "./decline.ts";
import { moneySchema } from "./money.ts";
import { nextActionSchema } from "./payment.ts";

/** What the provider knows of captures, by the id that whoever asked gave each. */
const capturesSchema = z.array(
  z.strictObject({
    id: z.string().nullable(),
    amount: z.int().min(0),
    /** `asked`: the shopper has to allow it first. */
    status: z.enum(["asked", "done"]),
  }),
);

/**
 * How a payment stands, in our words: the answer to a call of our own that the provider authenticated.
 * Webhooks, returning browsers and errors of other calls are never observations; they only make us look.
 */
export const observationSchema = z.discriminatedUnion("status", [
  /** Unpaid so far. The provider may not know of it yet: absence is no proof that it was never made. */
  z.strictObject({
    status: z.literal("pending"),
    code: z
      .strictObject({
        providerCodeId: z.string().nullable(),
        nextAction: nextActionSchema,
        expiresAt: z.date(),
      })
      .nullable(),
  }),
  z.strictObject({
    status: z.literal("authorized"),
    providerPaymentId: z.string(),
    authorized: moneySchema,
    /** Until when it can be captured, where the provider says so. */
    holdExpiresAt: z.date().nullable().optional(),
    /** The shopper is asked whether more may be held. */
    raising: z.boolean().optional(),
    captures: capturesSchema.optional(),
  }),
  z.strictObject({
    status: z.literal("completed"),
    providerPaymentId: z.string(),
    captured: moneySchema,
    /** Minor units given back so far. */
    refunded: z.int().min(0),
    paidAt: z.date().nullable(),
    captures: capturesSchema.optional(),
  }),
  /** Ended before it was paid, or reversed in full: then `paidAt` says when the money that went back had arrived. */
  z.strictObject({ status: z.literal("canceled"), paidAt: z.date().nullable() }),
  z.strictObject({ status: z.literal("expired") }),
  z.strictObject({
    status: z.literal("failed"),
    reason: z.string(),
    /** Of a charged account. */
    declineReason: declineReasonSchema.optional(),
  }),
]);
export type Observation = z.infer<typeof observationSchema>;
