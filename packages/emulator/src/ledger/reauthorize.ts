import type { ReauthorizeRequest } from "../requests/reauthorize-request.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import { isNoLongerKept, paymentById } from "./find.ts";
import { giveBack, type Ledger, payer } from "./ledger.ts";
import type { Payment, Reauthorization } from "./payment.ts";
import { approvalSeconds } from "./time-rules.ts";

const mostAttempts = 10;

/** Changes the amount of a hold: less at once, more when the customer has approved it in the wallet. */
export function reauthorizePayment(
  ledger: Ledger,
  merchantId: string,
  request: ReauthorizeRequest,
): Refusal | { readonly payment: Payment; readonly needsApprovalUntil: number | null } {
  const payment = paymentById(ledger, merchantId, request.paymentId);
  if (!payment) return refuse("RESOURCE_NOT_FOUND");
  if (isNoLongerKept(ledger, payment)) return refuse("ORDER_NO_LONGER_AVAILABLE");
  // Unlike everywhere else in this API, the same id again is not answered with the earlier result.
  const repeated = payment.reauthorizations.some((earlier) => earlier.requestId === request.requestId);
  if (repeated) return refuse("REAUTHORIZE_REJECTED", "The requestId was used before");
  if (payment.status !== "AUTHORIZED" || payment.approval) return refuse("REAUTHORIZE_REJECTED");
  if (payment.reauthorizations.length >= mostAttempts) return refuse("REAUTH_MAX_LIMIT_EXCEEDED");
  const updatedAmount = request.updatedAmount.amount;
  if (updatedAmount === payment.amount) return refuse("REAUTH_AMOUNT_UNCHANGED");
  if (payer(ledger, payment).closed) return refuse("REAUTHORIZE_FAILED", "The user has left PayPay");

  const now = ledger.now();
  const entry: Reauthorization = {
    requestId: request.requestId,
    updatedAmount,
    requestedAt: request.requestedAt ?? now,
  };
  if (updatedAmount < payment.amount) {
    payment.reauthorizations.push(entry);
    giveBack(ledger, payment, payment.amount - updatedAmount);
    payment.amount = updatedAmount;
    ledger.tell({ kind: "authorized", payment, reauthorizeId: entry.requestId });
    return { payment, needsApprovalUntil: null };
  }

  const { redirectUrl, redirectType, userAgent } = request;
  if (!redirectUrl || !redirectType || !userAgent) {
    return refuse("MISSING_REQUEST_PARAMS", "redirectUrl, redirectType and userAgent are needed to raise");
  }
  if (payer(ledger, payment).payProblem === "PAY_METHOD_INVALIDATED") return refuse("PAY_METHOD_INVALIDATED");
  payment.reauthorizations.push(entry);
  payment.status = "REAUTHORIZING";
  const until = now + approvalSeconds;
  payment.approval = { kind: "reauthorize", request: entry, redirectUrl, until };
  return { payment, needsApprovalUntil: until };
}
