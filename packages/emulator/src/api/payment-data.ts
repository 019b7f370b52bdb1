import type { Code } from "../ledger/code.ts";
import { refundsOf } from "../ledger/find.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Order } from "../ledger/order.ts";
import type { Payment } from "../ledger/payment.ts";
import type { Refund } from "../ledger/refund.ts";

export const jpy = (amount: number) => ({ amount, currency: "JPY" });

/** `data` of the details of something paid. */
export function paymentData(ledger: Ledger, payment: Payment) {
  return {
    paymentId: payment.paymentId,
    status: payment.status,
    acceptedAt: payment.acceptedAt,
    refunds: { data: refundsOf(ledger, payment.paymentId).map(refundEntry) },
    captures: {
      data: payment.captures.map(({ amount, ...capture }) => ({ ...capture, amount: jpy(amount) })),
    },
    revert: payment.revert,
    merchantPaymentId: payment.merchantPaymentId,
    amount: jpy(payment.amount),
    requestedAt: payment.requestedAt,
    expiresAt: payment.expiresAt,
    canceledAt: payment.canceledAt,
    ...orderData(payment.order),
    paymentMethods: [{ amount: jpy(payment.amount), type: "WALLET" }],
    assumeMerchant: payment.merchantId,
    ...(payment.userAuthorizationId === null ? {} : { userAuthorizationId: payment.userAuthorizationId }),
  };
}

/** `data` of a code that nobody has paid: CREATED with no times, also after its time. EXPIRED only where a test said so. */
export function unpaidData(code: Code) {
  return {
    paymentId: null,
    status: code.state === "expired" ? "EXPIRED" : "CREATED",
    acceptedAt: 0,
    refunds: null,
    captures: null,
    revert: null,
    merchantPaymentId: code.merchantPaymentId,
    amount: jpy(code.amount),
    requestedAt: 0,
    expiresAt: null,
    canceledAt: null,
    ...orderData(code.order),
    paymentMethods: [],
  };
}

/** `data` of a refund on its own. */
export function refundData(refund: Refund) {
  return { ...refundEntry(refund), paymentId: refund.paymentId, assumeMerchant: refund.merchantId };
}

function refundEntry({ status, acceptedAt, merchantRefundId, amount, requestedAt, reason }: Refund) {
  return { status, acceptedAt, merchantRefundId, amount: jpy(amount), requestedAt, reason };
}

export function orderData({ items, ...order }: Order) {
  return {
    ...order,
    orderItems: items.map(({ unitPrice, ...item }) => ({
      ...item,
      unitPrice: unitPrice === null ? null : jpy(unitPrice),
    })),
  };
}
