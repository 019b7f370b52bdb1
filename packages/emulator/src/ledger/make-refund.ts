import type { Merchant } from "../options.ts";
import type { RefundRequest } from "../requests/refund-request.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import { isNoLongerKept, paymentById, refundById, refundsOf } from "./find.ts";
import { giveBack, type Ledger, payer } from "./ledger.ts";
import type { Payment } from "./payment.ts";
import type { Refund } from "./refund.ts";
import { refundStatus } from "./settle.ts";
import { refundWindowEnds } from "./time-rules.ts";

/** Gives back a part or all of what the shop has. The same id for the same payment returns the earlier result. */
export function makeRefund(ledger: Ledger, merchant: Merchant, request: RefundRequest): Refusal | Refund {
  const { merchantId } = merchant;
  const payment = paymentById(ledger, merchantId, request.paymentId);
  if (!payment) return refuse("RESOURCE_NOT_FOUND");
  if (isNoLongerKept(ledger, payment)) return refuse("ORDER_NO_LONGER_AVAILABLE");
  const earlier = refundById(ledger, merchantId, request.merchantRefundId, payment.paymentId);
  if (earlier) return earlier;
  const amount = request.amount.amount;
  const refused = whyNotRefundable(ledger, merchant, payment, amount);
  if (refused) return refused;

  const now = ledger.now();
  const refund: Refund = {
    merchantId,
    merchantRefundId: request.merchantRefundId,
    paymentId: payment.paymentId,
    amount,
    requestedAt: request.requestedAt,
    acceptedAt: now,
    reason: request.reason ?? null,
    status: refundStatus(ledger.habits, 0),
  };
  ledger.refunds.push(refund);
  giveBack(ledger, payment, amount);
  payment.status = payment.taken === 0 ? "REFUNDED" : ledger.habits.partlyRefunded;
  return refund;
}

function whyNotRefundable(
  ledger: Ledger,
  merchant: Merchant,
  payment: Payment,
  amount: number,
): Refusal | null {
  const customer = payer(ledger, payment);
  if (customer.closed) return refuse("CANCELED_USER");
  const { completedAt, status } = payment;
  const captured = status === "COMPLETED" || status === "REFUNDED";
  if (completedAt === null || !captured || payment.cancelDueAt !== null) return refuse("NOT_REFUNDABLE");
  const now = ledger.now();
  if (now >= refundWindowEnds(completedAt)) return refuse("REFUND_WINDOW_EXCEED");

  const before = refundsOf(ledger, payment.paymentId);
  if (before.length > 0 && merchant.multipleRefunds === false) {
    return refuse("MERCHANT_MULTIPLE_REFUND_REJECTED");
  }
  if (payment.taken === 0) return refuse("ALREADY_REFUNDED");
  if (amount > payment.taken) return refuse("REFUND_AMOUNT");
  if (before.length >= ledger.habits.refundsPerPayment) return refuse("REFUND_LIMIT_EXCEEDED");
  const justNow = before.filter((refund) => refund.acceptedAt > now - 60);
  if (justNow.length >= ledger.habits.refundsPerMinute) return refuse("THROTTLED_MULTIPLE_REFUND_REJECTED");
  return customer.balance + amount > customer.balanceLimit ? refuse("BALANCE_EXCEEDED") : null;
}
