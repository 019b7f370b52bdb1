import type { Code } from "./code.ts";
import { type Ledger, orderKey } from "./ledger.ts";
import type { Payment } from "./payment.ts";
import type { PaymentRequest } from "./payment-request.ts";
import type { Refund } from "./refund.ts";

/** The code that a shop made under its own id: one code an id, for ever. */
export function codeOf(ledger: Ledger, merchantId: string, merchantPaymentId: string): Code | undefined {
  return ledger.codesByOrder.get(orderKey(merchantId, merchantPaymentId));
}

export function paymentOf(
  ledger: Ledger,
  merchantId: string,
  merchantPaymentId: string,
): Payment | undefined {
  return ledger.paymentsByOrder.get(orderKey(merchantId, merchantPaymentId));
}

export function paymentRequestOf(
  ledger: Ledger,
  merchantId: string,
  merchantPaymentId: string,
): PaymentRequest | undefined {
  return ledger.paymentRequests.get(orderKey(merchantId, merchantPaymentId));
}

/** By PayPay's own id, and only within the merchant that owns it. */
export function paymentById(ledger: Ledger, merchantId: string, paymentId: string): Payment | undefined {
  const payment = ledger.payments.get(paymentId);
  return payment?.merchantId === merchantId ? payment : undefined;
}

/** PayPay lets go of old payments; after that nothing can be done to them. */
export function isNoLongerKept(ledger: Ledger, payment: Payment): boolean {
  return ledger.now() >= payment.acceptedAt + ledger.habits.keptSeconds;
}

export function refundsOf(ledger: Ledger, paymentId: string): Refund[] {
  return ledger.refunds.filter((refund) => refund.paymentId === paymentId);
}

export function refundedAmount(ledger: Ledger, paymentId: string): number {
  return refundsOf(ledger, paymentId).reduce((sum, refund) => sum + refund.amount, 0);
}

/** The newest refund under this id. One id may be used for several payments; `paymentId` says which is meant. */
export function refundById(
  ledger: Ledger,
  merchantId: string,
  merchantRefundId: string,
  paymentId?: string,
): Refund | undefined {
  return ledger.refunds.findLast(
    (refund) =>
      refund.merchantId === merchantId &&
      refund.merchantRefundId === merchantRefundId &&
      (paymentId === undefined || refund.paymentId === paymentId),
  );
}
