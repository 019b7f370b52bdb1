import { z } from "zod";
import {
  epochSchema,
  merchantIdSchema,
  moneySchema,
  orderFields,
  productTypeSchema,
  redirectTypeSchema,
  textSchema,
} from "./fields.ts";

/** `POST /v2/codes`. Fields that PayPay no longer reads, such as `metadata`, are let through and dropped. */
export const createCodeRequestSchema = z.object({
  merchantPaymentId: merchantIdSchema,
  amount: moneySchema,
  codeType: z.string(),
  ...orderFields,
  storeInfo: textSchema.nullish(),
  requestedAt: epochSchema.nullish(),
  redirectUrl: z.string().max(2048).nullish(),
  redirectType: redirectTypeSchema.nullish(),
  userAgent: z.string().max(2048).nullish(),
  isAuthorization: z.boolean().nullish(),
  authorizationExpiry: epochSchema.nullish(),
  productType: productTypeSchema.nullish(),
  ipAddress: z.union([z.ipv4(), z.ipv6()]).nullish(),
});

export type CreateCodeRequest = z.infer<typeof createCodeRequestSchema>;
