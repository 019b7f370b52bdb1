import type { RevertRequest } from "../requests/revert-request.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import { isNoLongerKept, paymentById } from "./find.ts";
import { giveBack, type Ledger } from "./ledger.ts";
import type { Payment, Revert } from "./payment.ts";

/** Lets go of a hold. */
export function revertPayment(
  ledger: Ledger,
  merchantId: string,
  request: RevertRequest,
): Refusal | { readonly payment: Payment; readonly revert: Revert } {
  const payment = paymentById(ledger, merchantId, request.paymentId);
  if (!payment) return refuse("RESOURCE_NOT_FOUND");
  if (isNoLongerKept(ledger, payment)) return refuse("ORDER_NO_LONGER_AVAILABLE");
  if (payment.status !== "AUTHORIZED" || payment.approval) return refuse("ORDER_NOT_CANCELABLE");
  const now = ledger.now();
  const revert: Revert = {
    merchantRevertId: request.merchantRevertId,
    requestedAt: request.requestedAt,
    acceptedAt: now,
    reason: request.reason ?? null,
  };
  payment.revert = revert;
  payment.status = "CANCELED";
  payment.canceledAt = now;
  giveBack(ledger, payment, payment.taken);
  ledger.tell({ kind: "reverted", payment });
  return { payment, revert };
}
