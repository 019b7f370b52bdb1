import type { Habits } from "../options.ts";
import { giveBack, type Ledger } from "./ledger.ts";
import { fail } from "./pay.ts";
import type { Payment } from "./payment.ts";
import type { Refund } from "./refund.ts";
import { settleCashback } from "./settle-cashback.ts";

/** Lets everything happen that time alone brings: holds end, approvals lapse, refunds go through. */
export function settle(ledger: Ledger): void {
  const now = ledger.now();
  for (const payment of ledger.payments.values()) {
    lapse(ledger, payment, now);
    expire(ledger, payment, now);
    if (payment.cancelDueAt !== null && now >= payment.cancelDueAt) fail(ledger, payment);
  }
  cancelAsAskedBefore(ledger, now);
  settleCashback(ledger);
  for (const refund of ledger.refunds) refund.status = refundStatus(ledger.habits, now - refund.acceptedAt);
}

/** What a refund of this age, in seconds, is called. */
export function refundStatus(
  { refundSettlesAfterSeconds, refundFailsFirst }: Habits,
  age: number,
): Refund["status"] {
  if (age >= refundSettlesAfterSeconds) return "REFUNDED";
  return refundFailsFirst && age >= refundSettlesAfterSeconds / 2 ? "REFUND_FAILED" : "CREATED";
}

function cancelAsAskedBefore(ledger: Ledger, now: number): void {
  for (const key of ledger.waitingCancels) {
    const payment = ledger.paymentsByOrder.get(key);
    if (!payment || now < payment.acceptedAt + ledger.habits.waitingCancelSeconds) continue;
    ledger.waitingCancels.delete(key);
    if (payment.status === "COMPLETED" || payment.status === "AUTHORIZED") fail(ledger, payment);
  }
}

function lapse(ledger: Ledger, payment: Payment, now: number): void {
  const approval = payment.approval;
  if (!approval || now < approval.until) return;
  payment.approval = null;
  payment.status = "AUTHORIZED";
  if (approval.kind === "capture") payment.captures.splice(payment.captures.indexOf(approval.capture), 1);
  const reauthorizeId = approval.kind === "reauthorize" ? approval.request.requestId : null;
  ledger.tell({ kind: "approval_lapsed", payment, reauthorizeId, until: approval.until });
}

function expire(ledger: Ledger, payment: Payment, now: number): void {
  if (payment.status !== "AUTHORIZED" && payment.status !== "REAUTHORIZING") return;
  if (payment.expiresAt === null || now < payment.expiresAt) return;
  payment.status = "EXPIRED";
  payment.approval = null;
  giveBack(ledger, payment, payment.taken);
  ledger.tell({ kind: "expired", payment });
}
