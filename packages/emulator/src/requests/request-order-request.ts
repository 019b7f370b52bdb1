import { z } from "zod";
import {
  authorizationIdSchema,
  epochSchema,
  looseOrderFields,
  merchantIdSchema,
  moneySchema,
} from "./fields.ts";

/** `POST /v1/requestOrder`; `metadata` is dropped. */
export const requestOrderRequestSchema = z.object({
  merchantPaymentId: merchantIdSchema,
  userAuthorizationId: authorizationIdSchema,
  amount: moneySchema,
  requestedAt: epochSchema,
  ...looseOrderFields,
  expiryDate: epochSchema.nullish(),
});

export type RequestOrderRequest = z.infer<typeof requestOrderRequestSchema>;
