import { refundsOf } from "../ledger/find.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Payment } from "../ledger/payment.ts";
import { type Day, fieldTime } from "./japanese-day.ts";

const head = [
  "orderId",
  "merchantId",
  "brandName",
  "storeId",
  "storeName",
  "terminalId",
  "transactionStatus",
  "acceptedAt",
  "amount",
  "orderReceiptNumber",
  "methodOfPayment",
  "merchantPaymentId",
];

/** Every step of a hold that was taken that day, each under the id that the shop gave that step. No amount is negative. */
export function preauthRows(ledger: Ledger, payments: readonly Payment[], day: Day): string[][] {
  const steps = payments
    .filter(({ isHold }) => isHold)
    .flatMap((payment) => stepsOf(ledger, payment))
    .filter(({ at }) => at >= day.start && at < day.end)
    .sort((left, right) => left.at - right.at);
  return [head, ...steps.map(row)];
}

interface Step {
  readonly payment: Payment;
  readonly status: string;
  readonly at: number;
  readonly amount: number;
  readonly id: string;
}

function stepsOf(ledger: Ledger, payment: Payment): Step[] {
  const { amount, merchantPaymentId: id, status, expiresAt, canceledAt, revert } = payment;
  const steps: Step[] = [{ payment, status: "AUTHORIZED", at: payment.acceptedAt, amount, id }];
  for (const capture of payment.captures) {
    if (capture.acceptedAt === null) continue;
    const { merchantCaptureId, acceptedAt: at } = capture;
    steps.push({ payment, status: "COMPLETED", at, amount: capture.amount, id: merchantCaptureId });
  }
  if (revert) {
    steps.push({ payment, status: "CANCELED", at: revert.requestedAt, amount, id: revert.merchantRevertId });
  }
  if (status === "EXPIRED" && expiresAt !== null) {
    steps.push({ payment, status, at: expiresAt, amount, id });
  }
  if (status === "FAILED" && canceledAt !== null) steps.push({ payment, status, at: canceledAt, amount, id });
  for (const refund of refundsOf(ledger, payment.paymentId)) {
    if (refund.status !== "REFUNDED") continue;
    const { requestedAt: at, merchantRefundId } = refund;
    steps.push({ payment, status: "REFUNDED", at, amount: refund.amount, id: merchantRefundId });
  }
  return steps;
}

function row({ payment, status, at, amount, id }: Step): string[] {
  const { paymentId, merchantId, merchantName, order } = payment;
  return [
    paymentId,
    merchantId,
    merchantName,
    order.storeId ?? "",
    "",
    order.terminalId ?? "",
    status,
    fieldTime(at),
    String(amount),
    order.orderReceiptNumber ?? "",
    "wallet",
    id,
  ];
}
