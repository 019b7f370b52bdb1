import type { Merchant } from "../options.ts";
import type { CaptureRequest } from "../requests/capture-request.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import { whyNotCharged } from "./afford.ts";
import { isNoLongerKept, paymentOf } from "./find.ts";
import { giveBack, type Ledger, payer } from "./ledger.ts";
import type { Capture, Payment } from "./payment.ts";
import { approvalSeconds } from "./time-rules.ts";

/** Takes what was held, or less; more must first be approved in the wallet. */
export function capturePayment(
  ledger: Ledger,
  merchant: Merchant,
  request: CaptureRequest,
): Refusal | { readonly payment: Payment; readonly needsApproval: boolean } {
  const payment = paymentOf(ledger, merchant.merchantId, request.merchantPaymentId);
  if (!payment) return refuse("RESOURCE_NOT_FOUND");
  if (isNoLongerKept(ledger, payment)) return refuse("ORDER_NO_LONGER_AVAILABLE");
  const refused = whyNotCapturable(ledger, payment);
  if (refused) return refused;

  const now = ledger.now();
  const amount = request.amount.amount;
  if (amount > (merchant.captureLimit ?? amount)) return refuse("ABOVE_MERCHANT_LIMIT");
  const capture = {
    merchantCaptureId: request.merchantCaptureId,
    amount,
    orderDescription: request.orderDescription,
    requestedAt: request.requestedAt,
    expiresAt: payment.expiresAt,
  };
  if (amount <= payment.amount) {
    complete(ledger, payment, { ...capture, acceptedAt: now, status: "COMPLETED" });
    return { payment, needsApproval: false };
  }

  if (merchant.higherCapture === false) return refuse("HIGHER_CAPTURE_NOT_PERMITTED");
  const customer = payer(ledger, payment);
  const more = amount - payment.amount;
  const stopped = whyNotCharged(ledger, merchant, customer, more);
  if (stopped) return stopped;
  if (customer.balance < more) return refuse("NO_SUFFICIENT_FUND");
  const asked: Capture = { ...capture, acceptedAt: null, status: "USER_REQUESTED" };
  payment.captures.push(asked);
  payment.approval = { kind: "capture", capture: asked, until: now + approvalSeconds };
  return { payment, needsApproval: true };
}

/** The held money becomes the shop's; what was held above the captured amount goes back. */
export function complete(ledger: Ledger, payment: Payment, capture: Capture): void {
  if (!payment.captures.includes(capture)) payment.captures.push(capture);
  payment.status = "COMPLETED";
  payment.completedAt = ledger.now();
  giveBack(ledger, payment, payment.taken - capture.amount);
  ledger.tell({ kind: "completed", payment });
}

function whyNotCapturable(ledger: Ledger, payment: Payment): Refusal | null {
  if (payment.completedAt !== null && payment.status !== "FAILED") return refuse("ALREADY_CAPTURED");
  if (payment.status === "EXPIRED") return refuse("ORDER_EXPIRED");
  if (payment.approval) return refuse("REAUTHORIZATION_IN_PROGRESS");
  if (payment.status !== "AUTHORIZED" || payment.expiresAt === null) return refuse("ORDER_NOT_CAPTURABLE");
  const left = payment.expiresAt - ledger.now();
  if (left <= ledger.habits.tooCloseSeconds) return refuse("TOO_CLOSE_TO_EXPIRY");
  return payer(ledger, payment).closed ? refuse("CANCELED_USER") : null;
}
