import { z } from "zod";
import {
  epochSchema,
  merchantIdSchema,
  moneySchema,
  orderFields,
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
  productType: z
    .enum(["VIRTUAL_BONUS_INVESTMENT", "PAY_LATER_REPAYMENT", "REAL_INVESTMENT", "UTILITY_BILL"])
    .nullish(),
  ipAddress: z.union([z.ipv4(), z.ipv6()]).nullish(),
});

export type CreateCodeRequest = z.infer<typeof createCodeRequestSchema>;
