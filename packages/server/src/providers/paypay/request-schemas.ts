import { z } from "zod";
import { moneySchema } from "../../domain/money.ts";

/**
 * An id that we chose (`merchantPaymentId`, `merchantRefundId`, …): 1 to 64 of `A-Z a-z 0-9 _ -` (PayPay
 * OpenAPI 2026-05).
 */
export const merchantIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, '_' or '-'");

/**
 * An id that PayPay chose. It is percent-encoded into paths; `.` and `..` would leave them, so no id may be
 * one.
 */
const payPayIdSchema = z
  .string()
  .regex(/^(?!\.{1,2}$)[^\p{Surrogate}]{1,64}$/u, "must be an id as PayPay gave it, at most 64 characters");

/** Seconds, not milliseconds: a number of milliseconds would lie thousands of years ahead. */
const epochSecondsSchema = z.int().min(0).max(9_999_999_999, "must be epoch seconds, not milliseconds");

const textSchema = z.string().max(255);
const productTypeSchema = z.enum([
  "VIRTUAL_BONUS_INVESTMENT",
  "PAY_LATER_REPAYMENT",
  "REAL_INVESTMENT",
  "UTILITY_BILL",
]);
const redirectSchemas = {
  redirectUrl: z.url().optional(),
  redirectType: z.enum(["WEB_LINK", "APP_DEEP_LINK"]).optional(),
  /** The shopper's browser as it presents itself, so that PayPay returns to that browser. */
  userAgent: textSchema.optional(),
};

/** `POST /v2/codes`, field by field as in PayPay's OpenAPI 2026-05. */
export const createCodeSchema = z.strictObject({
  merchantPaymentId: merchantIdSchema,
  amount: moneySchema,
  codeType: z.literal("ORDER_QR"),
  orderDescription: textSchema.optional(),
  storeInfo: textSchema.optional(),
  storeId: textSchema.optional(),
  terminalId: textSchema.optional(),
  requestedAt: epochSecondsSchema.optional(),
  ...redirectSchemas,
  /** True holds the money, to be captured later. */
  isAuthorization: z.boolean().optional(),
  authorizationExpiry: epochSecondsSchema.optional(),
  productType: productTypeSchema.optional(),
  /** The shopper's address, for PayPay's risk check. */
  ipAddress: z.union([z.ipv4(), z.ipv6()]).optional(),
});

export const deleteCodeSchema = z.strictObject({ codeId: payPayIdSchema });

export const merchantPaymentSchema = z.strictObject({ merchantPaymentId: merchantIdSchema });

export const captureSchema = z.strictObject({
  merchantPaymentId: merchantIdSchema,
  /** New for each attempt: after a time-out PayPay wants another one. */
  merchantCaptureId: merchantIdSchema,
  amount: moneySchema,
  requestedAt: epochSecondsSchema,
  orderDescription: textSchema,
});

export const revertSchema = z.strictObject({
  merchantRevertId: merchantIdSchema,
  paymentId: payPayIdSchema,
  requestedAt: epochSecondsSchema,
  reason: textSchema.optional(),
});

export const reauthorizeSchema = z.strictObject({
  requestId: z.string().min(1).max(255),
  paymentId: payPayIdSchema,
  updatedAmount: moneySchema,
  requestedAt: epochSecondsSchema.optional(),
  merchantComment: textSchema.optional(),
  ...redirectSchemas,
});

export const createRefundSchema = z.strictObject({
  merchantRefundId: merchantIdSchema,
  /** PayPay's own id of the payment, not ours. */
  paymentId: payPayIdSchema,
  amount: moneySchema,
  requestedAt: epochSecondsSchema,
  reason: textSchema.optional(),
});

/** PayPay's OpenAPI marks `paymentId` as required since December 2023. */
export const getRefundSchema = z.strictObject({
  merchantRefundId: merchantIdSchema,
  paymentId: payPayIdSchema,
});

/** `POST /v2/cashback`. */
export const giveCashbackSchema = z.strictObject({
  merchantCashbackId: merchantIdSchema,
  userAuthorizationId: payPayIdSchema,
  amount: moneySchema,
  requestedAt: epochSecondsSchema,
  orderDescription: textSchema.optional(),
  /** Which balance it goes to; without it, the contract's. */
  walletType: z.enum(["PREPAID", "CASHBACK"]).optional(),
  /** The last day on which it can be spent, `YYYY-MM-DD`. */
  expiryDate: z.iso.date().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

export const getCashbackSchema = z.strictObject({ merchantCashbackId: merchantIdSchema });

/** `POST /v2/cashback_reversal`. */
export const reverseCashbackSchema = z.strictObject({
  merchantCashbackReversalId: merchantIdSchema,
  merchantCashbackId: merchantIdSchema,
  amount: moneySchema,
  requestedAt: epochSecondsSchema,
  reason: textSchema.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

export const getCashbackReversalSchema = z.strictObject({
  merchantCashbackReversalId: merchantIdSchema,
  merchantCashbackId: merchantIdSchema,
});

/** What is charged, and to whom. */
const chargeFields = {
  /** Ours, and the key: the same id again brings the earlier result. */
  merchantPaymentId: merchantIdSchema,
  /** What PayPay gave when the user linked her account. A secret: it stays on the server. */
  userAuthorizationId: payPayIdSchema,
  amount: moneySchema,
  requestedAt: epochSecondsSchema,
  storeId: textSchema.optional(),
  terminalId: textSchema.optional(),
  orderReceiptNumber: textSchema.optional(),
  orderDescription: textSchema.optional(),
  orderItems: z
    .array(
      z.strictObject({
        name: textSchema,
        quantity: z.int().min(1),
        unitPrice: moneySchema.optional(),
        category: textSchema.optional(),
        productId: textSchema.optional(),
      }),
    )
    .optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
};

/** The user was asked whether she means a second payment of the same amount within five minutes, and said yes. */
const similarPaymentField = { agreeSimilarTransaction: z.boolean().optional() };

/** `POST /v2/payments`. */
export const createPaymentSchema = z.strictObject({
  ...chargeFields,
  ...similarPaymentField,
  productType: productTypeSchema.optional(),
  paymentMethodType: textSchema.optional(),
  paymentMethodId: textSchema.optional(),
});

/** `POST /v2/payments/preauthorize`. */
export const preauthorizeSchema = z.strictObject({
  ...chargeFields,
  ...similarPaymentField,
  /** When the hold ends, in epoch seconds, within what the contract grants. */
  expiresAt: epochSecondsSchema.optional(),
  paymentMethodType: textSchema.optional(),
  paymentMethodId: textSchema.optional(),
});

/** `POST /v1/subscription/payments`. */
export const continuousPaymentSchema = z.strictObject(chargeFields);

/** `POST /v1/requestOrder`. */
export const createPendingPaymentSchema = z.strictObject({
  ...chargeFields,
  /** Until when she can pay, in epoch seconds; without it about six hours. */
  expiryDate: epochSecondsSchema.optional(),
});

const walletOwner = { userAuthorizationId: payPayIdSchema, productType: productTypeSchema.optional() };

export const checkBalanceSchema = z.strictObject({ ...walletOwner, amount: moneySchema });

export const getBalanceSchema = z.strictObject(walletOwner);

export const getPaymentMethodsSchema = z.strictObject(walletOwner);

/** `POST /v1/code/topup`. */
export const createTopUpSchema = z.strictObject({
  merchantTopUpId: merchantIdSchema,
  userAuthorizationId: payPayIdSchema,
  minimumTopUpAmount: moneySchema,
  codeType: z.literal("TOPUP_QR"),
  requestedAt: epochSecondsSchema.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  ...redirectSchemas,
});

export const getTopUpSchema = z.strictObject({ merchantTopUpId: merchantIdSchema });

/** What a shopper can allow a shop to do (Python SDK 2f7035c, Go SDK 2026; the last two lists differ in one letter). */
export const scopeSchema = z.enum([
  "direct_debit",
  "cashback",
  "get_balance",
  "quick_pay",
  "continuous_payments",
  "merchant_topup",
  "pending_payments",
  "user_notification",
  "user_topup",
  "user_profile",
  "preauth_capture_native",
  "preauth_capture_transaction",
  "push_notification",
  "notification_center_ob",
  "notification_center_og",
  "notification_center_ab",
  "notification_center_tl",
  "bank_registration",
]);

/** `POST /v1/qr/sessions`. */
export const createLinkSessionSchema = z.strictObject({
  scopes: z.array(scopeSchema).min(1),
  /** Comes back in the response token. */
  nonce: textSchema.min(1),
  /** Comes back in the response token; the shop's own name for what it is about. */
  referenceId: textSchema.min(1),
  /** Of a domain that is registered with PayPay. */
  redirectUrl: textSchema.pipe(z.url()),
  redirectType: redirectSchemas.redirectType,
  userAgent: redirectSchemas.userAgent,
  phoneNumber: textSchema.optional(),
  deviceId: textSchema.optional(),
});

export const userSchema = z.strictObject({ userAuthorizationId: payPayIdSchema });
