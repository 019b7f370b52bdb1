import { type Refusal, refuse } from "../result-codes.ts";
import { isNoLongerKept, paymentOf, refundsOf } from "./find.ts";
import { type Ledger, orderKey } from "./ledger.ts";
import { fail } from "./pay.ts";
import { cancelWindowEnds } from "./time-rules.ts";

/**
 * Undoes a payment as a whole. Before anybody paid it is accepted too, but does nothing until somebody does;
 * to make a code unusable it must be deleted.
 */
export function cancelPayment(
  ledger: Ledger,
  merchantId: string,
  merchantPaymentId: string,
): Refusal | { readonly accepted: true } {
  const payment = paymentOf(ledger, merchantId, merchantPaymentId);
  if (!payment) {
    ledger.waitingCancels.add(orderKey(merchantId, merchantPaymentId));
    return { accepted: true };
  }
  if (isNoLongerKept(ledger, payment)) return refuse("ORDER_NO_LONGER_AVAILABLE");
  if (payment.isHold) {
    if (payment.status !== "AUTHORIZED") return refuse("ORDER_NOT_REVERSIBLE");
    fail(ledger, payment);
    return { accepted: true };
  }
  if (payment.cancelDueAt !== null) return { accepted: true };
  const refunded = refundsOf(ledger, payment.paymentId).length > 0;
  const open = ledger.now() < cancelWindowEnds(payment.acceptedAt);
  if (payment.status !== "COMPLETED" || refunded || !open) return refuse("ORDER_NOT_REVERSIBLE");
  const takes = ledger.habits.cancelSettlesAfterSeconds;
  if (takes > 0) payment.cancelDueAt = ledger.now() + takes;
  else fail(ledger, payment);
  return { accepted: true };
}
