import { giveBack, type Ledger } from "./ledger.ts";
import type { Payment } from "./payment.ts";

/** Lets everything happen that time alone brings: holds end, approvals lapse, refunds go through. */
export function settle(ledger: Ledger): void {
  const now = ledger.now();
  for (const payment of ledger.payments.values()) {
    lapse(ledger, payment, now);
    expire(ledger, payment, now);
  }
  for (const refund of ledger.refunds) {
    if (now >= refund.acceptedAt + ledger.habits.refundSettlesAfterSeconds) refund.status = "REFUNDED";
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
