import { z } from "zod";
import { authorizationIdSchema, epochSchema, merchantIdSchema, moneySchema, textSchema } from "./fields.ts";

/** `POST /v2/cashback`. */
export const cashbackRequestSchema = z.object({
  merchantCashbackId: merchantIdSchema,
  userAuthorizationId: authorizationIdSchema,
  amount: moneySchema,
  requestedAt: epochSchema,
  orderDescription: textSchema.nullish(),
  walletType: z.enum(["PREPAID", "CASHBACK"]).nullish(),
  expiryDate: z.iso.date().nullish(),
  metadata: z.unknown().optional(),
});

/** `POST /v2/cashback_reversal`. */
export const cashbackReversalRequestSchema = z.object({
  merchantCashbackReversalId: merchantIdSchema,
  merchantCashbackId: merchantIdSchema,
  amount: moneySchema,
  requestedAt: epochSchema,
  reason: textSchema.nullish(),
  metadata: z.unknown().optional(),
});

export type CashbackRequest = z.infer<typeof cashbackRequestSchema>;
export type CashbackReversalRequest = z.infer<typeof cashbackReversalRequestSchema>;
