import { z } from "zod";
import { epochSchema, merchantIdSchema, moneySchema, textSchema } from "./fields.ts";

/** `POST /v2/refunds`. */
export const refundRequestSchema = z.object({
  merchantRefundId: merchantIdSchema,
  paymentId: z.string().min(1).max(64),
  amount: moneySchema,
  requestedAt: epochSchema,
  reason: textSchema.nullish(),
});

export type RefundRequest = z.infer<typeof refundRequestSchema>;
