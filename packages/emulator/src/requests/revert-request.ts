import { z } from "zod";
import { epochSchema, merchantIdSchema, textSchema } from "./fields.ts";

/** `POST /v2/payments/preauthorize/revert`. */
export const revertRequestSchema = z.object({
  merchantRevertId: merchantIdSchema,
  paymentId: z.string().min(1).max(64),
  requestedAt: epochSchema,
  reason: textSchema.nullish(),
});

export type RevertRequest = z.infer<typeof revertRequestSchema>;
