import { z } from "zod";
import {
  authorizationIdSchema,
  epochSchema,
  looseOrderFields,
  merchantIdSchema,
  moneySchema,
  productTypeSchema,
  textSchema,
} from "./fields.ts";

/** What a native payment, a pre-authorization and a continuous payment have in common; `metadata` is dropped. */
export const chargeRequestSchema = z.object({
  merchantPaymentId: merchantIdSchema,
  userAuthorizationId: authorizationIdSchema,
  amount: moneySchema,
  requestedAt: epochSchema,
  ...looseOrderFields,
  productType: productTypeSchema.nullish(),
  /** When a hold ends. */
  expiresAt: epochSchema.nullish(),
  paymentMethodType: textSchema.nullish(),
  paymentMethodId: textSchema.nullish(),
});

export type ChargeRequest = z.infer<typeof chargeRequestSchema>;
