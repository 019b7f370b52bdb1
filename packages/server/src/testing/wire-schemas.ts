import { z } from "zod";
import { linkEndSchema } from "../domain/account-link.ts";
import { declineReasonSchema } from "../domain/decline.ts";
import { currencySchema } from "../domain/money.ts";
import {
  captureModeSchema,
  nextActionSchema,
  paymentMethodSchema,
  paymentStatusSchema,
} from "../domain/payment.ts";

// What may cross the wire, strictly: a field that the contract does not name makes a test fail.

export const viewSchema = z.strictObject({
  id: z.string(),
  order: z.string(),
  provider: z.string(),
  environment: z.string(),
  status: paymentStatusSchema,
  method: paymentMethodSchema,
  captureMode: captureModeSchema,
  amount: z.strictObject({ value: z.int(), currency: currencySchema }),
  authorized: z.int(),
  captured: z.int(),
  holdExpiresAt: z.int().nullable(),
  declineReason: declineReasonSchema.nullable(),
  refunded: z.int(),
  nextAction: nextActionSchema.nullable(),
  retiring: z.boolean(),
  needsAttention: z.boolean(),
  expiresAt: z.int().nullable(),
  paidAt: z.int().nullable(),
  serverTime: z.int(),
  pollAfterMs: z.int().nullable(),
  device: z.enum(["phone", "desktop"]),
  version: z.int(),
});

export const grantSchema = z.strictObject({ token: z.string(), payment: viewSchema });

export const errorSchema = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), retryable: z.boolean(), help: z.string() }),
});

export const accountSchema = z.strictObject({
  status: z.enum(["signed_out", "not_linked", "linked", "ended"]),
  provider: z.string(),
  environment: z.string(),
  maskedPhone: z.string().nullable(),
  linkedAt: z.int().nullable(),
  expiresAt: z.int().nullable(),
  endedBecause: linkEndSchema.nullable(),
  confirmation: z.strictObject({ attempt: z.string(), maskedPhone: z.string().nullable() }).nullable(),
});

export const linkStartSchema = z.strictObject({
  url: z.url(),
  attempt: z.string(),
  expiresAt: z.int(),
  serverTime: z.int(),
});
