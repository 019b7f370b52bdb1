import { z } from "zod";
import { epochSchema, merchantIdSchema, moneySchema, textSchema } from "./fields.ts";

/** `POST /v2/payments/capture`. */
export const captureRequestSchema = z.object({
  merchantPaymentId: merchantIdSchema,
  merchantCaptureId: merchantIdSchema,
  amount: moneySchema,
  requestedAt: epochSchema,
  orderDescription: textSchema,
});

export type CaptureRequest = z.infer<typeof captureRequestSchema>;
