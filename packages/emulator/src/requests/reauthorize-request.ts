import { z } from "zod";
import { epochSchema, moneySchema, redirectTypeSchema, textSchema } from "./fields.ts";

/** `POST /v2/payments/reauthorize`. The last three are needed only when the amount rises. */
export const reauthorizeRequestSchema = z.object({
  requestId: textSchema.min(1),
  paymentId: z.string().min(1).max(64),
  updatedAmount: moneySchema,
  requestedAt: epochSchema.nullish(),
  merchantComment: textSchema.nullish(),
  redirectUrl: z.string().max(2048).nullish(),
  redirectType: redirectTypeSchema.nullish(),
  userAgent: z.string().max(2048).nullish(),
});

export type ReauthorizeRequest = z.infer<typeof reauthorizeRequestSchema>;
