import { z } from "zod";

/*
 * What we read of PayPay's answers. Fields that we do not name pass by; almost every field may be null. A
 * malformed amount, status or id makes the whole answer unreadable, because something would be decided by it;
 * anything else malformed counts as absent.
 */

const text = z.string().nullable().catch(null);
const id = z.string().nullish().transform(nullIfMissing);
const epochSeconds = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().min(0).max(9_999_999_999))
  .nullable()
  .catch(null);
const money = z.object({ amount: z.int().min(0), currency: z.string() });
const optionalMoney = money.nullish().transform(nullIfMissing);

function nullIfMissing<Value>(value: Value | null | undefined): Value | null {
  return value ?? null;
}

function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .object({ data: z.array(item).nullish() })
    .nullish()
    .transform((list) => list?.data ?? []);
}

export const envelopeSchema = z.object({
  resultInfo: z.object({ code: z.string(), codeId: text }),
  data: z.unknown(),
});

export const createdCodeSchema = z.object({
  codeId: z.string().min(1),
  /** What the QR holds; opens PayPay's page on a phone. */
  url: z.string(),
  deeplink: id,
  /** Epoch seconds. */
  expiryDate: z.int().min(1).max(9_999_999_999),
  merchantPaymentId: id,
  amount: optionalMoney,
});
/** The answer to creating a code. */
export type CreatedCode = z.output<typeof createdCodeSchema>;

export const deletedCodeSchema = z.object({ qrStatus: text }).nullish().transform(nullIfMissing);
/** The answer to deleting a code; PayPay says `qrStatus: "DELETED"`. */
export type DeletedCode = z.output<typeof deletedCodeSchema>;

export const refundDetailsSchema = z.object({
  /** `CREATED`, `REFUNDED` or `REFUND_FAILED`; PayPay goes on until it is `REFUNDED`. */
  status: id,
  acceptedAt: epochSeconds,
  merchantRefundId: id,
  paymentId: id,
  amount: optionalMoney,
  requestedAt: epochSeconds,
  reason: text,
});
/** How PayPay says that a refund stands. */
export type RefundDetails = z.output<typeof refundDetailsSchema>;

const captureSchema = z.object({
  /** `USER_REQUESTED` or `COMPLETED`. */
  status: id,
  acceptedAt: epochSeconds,
  merchantCaptureId: id,
  amount: optionalMoney,
  requestedAt: epochSeconds,
  expiresAt: epochSeconds,
});

export const paymentDetailsSchema = z.object({
  /** PayPay's own id; null until the shopper has paid. */
  paymentId: id,
  /**
   * `CREATED`, `AUTHORIZED`, `REAUTHORIZING`, `COMPLETED`, `REFUNDED`, `FAILED`, `CANCELED`, `EXPIRED`, or a
   * newer word.
   */
  status: z.string(),
  /** Epoch seconds of being held or, without a hold, paid; 0 for a code that nobody paid. */
  acceptedAt: epochSeconds,
  /** Epoch seconds of becoming `FAILED` by a cancel. */
  canceledAt: epochSeconds,
  requestedAt: epochSeconds,
  expiresAt: epochSeconds,
  merchantPaymentId: id,
  amount: optionalMoney,
  refunds: listOf(refundDetailsSchema),
  captures: listOf(captureSchema),
  revert: z
    .object({ acceptedAt: epochSeconds, merchantRevertId: text, requestedAt: epochSeconds, reason: text })
    .nullable()
    .catch(null),
  storeId: text,
  terminalId: text,
  orderReceiptNumber: text,
  orderDescription: text,
});
/** How PayPay says that a payment stands. */
export type PaymentDetails = z.output<typeof paymentDetailsSchema>;

export const revertedSchema = z.object({
  /** `CANCELED`. */
  status: z.string(),
  acceptedAt: epochSeconds,
  paymentId: id,
  requestedAt: epochSeconds,
  reason: text,
});
/** The answer to giving held money back. */
export type Reverted = z.output<typeof revertedSchema>;

export const reauthorizedSchema = z.object({
  requestId: id,
  paymentId: id,
  updatedAmount: optionalMoney,
  requestedAt: epochSeconds,
  acceptedAt: epochSeconds,
  expiresAt: epochSeconds,
});
/** The answer to changing a hold without the shopper. */
export type Reauthorized = z.output<typeof reauthorizedSchema>;

export const cashbackDetailsSchema = z.object({
  /** `SUCCESS`, `FAILURE`, `ACCEPTED`, or a newer word. */
  status: z.string(),
  /** PayPay's word for the result: `SUCCESS`, or why it failed, such as `NOT_ENOUGH_MONEY`. */
  resultCode: z.string(),
  acceptedAt: epochSeconds,
  requestedAt: epochSeconds,
  amount: optionalMoney,
  /** PayPay's own id. */
  cashbackId: id,
  merchantCashbackId: id,
  merchantCashbackReversalId: id,
  merchantAlias: text,
  orderDescription: text,
  walletType: text,
});
/** How PayPay says that a cashback, or its reversal, stands. */
export type CashbackDetails = z.output<typeof cashbackDetailsSchema>;

/** The answer to asking for money says neither how it stands nor PayPay's own id. */
export const createdPendingPaymentSchema = z.object({
  merchantPaymentId: id,
  amount: optionalMoney,
  requestedAt: epochSeconds,
  /** Epoch seconds until which she can pay. */
  expiryDate: epochSeconds,
});
/** The answer to asking for money. */
export type CreatedPendingPayment = z.output<typeof createdPendingPaymentSchema>;

export const pendingPaymentDetailsSchema = paymentDetailsSchema.extend({
  /** Epoch seconds until which she can pay. */
  expiryDate: epochSeconds,
});
/** How PayPay says that a request for money stands. */
export type PendingPaymentDetails = z.output<typeof pendingPaymentDetailsSchema>;

export const balanceCheckSchema = z.object({ hasEnoughBalance: z.boolean() });
/** Whether the wallet holds that much. */
export type BalanceCheck = z.output<typeof balanceCheckSchema>;

export const balanceSchema = z.object({
  totalBalance: money,
  preference: z
    .object({ useCashback: z.boolean().nullish(), cashbackAutoInvestment: z.boolean().nullish() })
    .nullable()
    .catch(null),
});
/** What the wallet holds. */
export type Balance = z.output<typeof balanceSchema>;

export const paymentMethodsSchema = z.object({
  paymentMethods: z.array(
    z.object({
      /** `WALLET`, `PAY_LATER_CC`, `CREDIT_CARD`, or a newer word. */
      paymentMethodType: z.string(),
      id: text,
      issuerName: text,
      accountNo: text,
      disabled: z.boolean().nullable().catch(null),
      underMaintenance: z.boolean().nullable().catch(null),
      authenticated: z.boolean().nullable().catch(null),
      limited: z.boolean().nullable().catch(null),
      paymentMethodStatus: text,
    }),
  ),
});
/** The ways to pay that a user has. */
export type PaymentMethods = z.output<typeof paymentMethodsSchema>;

export const createdTopUpSchema = z.object({
  codeId: z.string().min(1),
  /** What the QR holds; opens PayPay's page on a phone. */
  url: z.string(),
  deeplink: id,
  /** Epoch seconds. */
  expiryDate: epochSeconds,
  merchantTopUpId: id,
});
/** The answer to inviting a user to put money into her wallet. */
export type CreatedTopUp = z.output<typeof createdTopUpSchema>;

export const topUpDetailsSchema = z.object({
  topUpId: id,
  /** `CREATED` or `COMPLETED`; one that nobody followed stays `CREATED`. */
  status: z.string(),
  merchantTopUpId: id,
  acceptedAt: epochSeconds,
  requestedAt: epochSeconds,
  expiryDate: epochSeconds,
});
/** How PayPay says that a top-up stands. */
export type TopUpDetails = z.output<typeof topUpDetailsSchema>;

/** An accepted call without data. */
export const nothingSchema = z.unknown().transform(() => null);

/** The address that a confirmation may come with. */
export const confirmationSchema = z.object({ url: id }).nullish();

export const linkSessionSchema = z.object({
  /** The page on which the shopper agrees. */
  linkQRCodeURL: z.string(),
});
/** The answer to asking for a page on which an account is linked. */
export type LinkSession = z.output<typeof linkSessionSchema>;

export const userAuthorizationSchema = z.object({
  userAuthorizationId: id,
  /** The shop's own names for whom it is about, one for each time that she agreed. */
  referenceIds: z.array(z.string()).catch([]),
  /** `ACTIVE` or `INACTIVE`. */
  status: z.string(),
  scopes: z
    .array(z.string())
    .nullish()
    .transform((list) => list ?? []),
  /** Epoch seconds. */
  expireAt: epochSeconds,
  issuedAt: epochSeconds,
});
/** How PayPay says that a link to an account stands. */
export type UserAuthorization = z.output<typeof userAuthorizationSchema>;

export const userProfileSchema = z.object({
  /** Masked: `*******4567`. */
  phoneNumber: text,
});
/** Whose account it is, masked. */
export type UserProfile = z.output<typeof userProfileSchema>;
