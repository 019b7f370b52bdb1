import { refundsOf } from "../ledger/find.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Payment } from "../ledger/payment.ts";
import type { Refund } from "../ledger/refund.ts";
import { type Day, fieldTime } from "./japanese-day.ts";

const head = [
  "決済番号",
  "加盟店ID",
  "屋号",
  "店舗ID",
  "店舗名",
  "端末番号/PosID",
  "取引ステータス",
  "取引日時",
  "取引金額",
  "レシート番号",
  "支払い方法",
  "マーチャント決済ID",
];

/** What was paid at once that day, and what was given back of it, with a minus. */
export function transactionRows(ledger: Ledger, payments: readonly Payment[], day: Day): string[][] {
  const moves = payments
    .filter(({ isHold }) => !isHold)
    .flatMap((payment) => [
      paid(payment),
      ...refundsOf(ledger, payment.paymentId).flatMap((refund) => refunded(payment, refund)),
    ])
    .filter(({ at }) => at >= day.start && at < day.end)
    .sort((left, right) => left.at - right.at);
  return [head, ...moves.map(row)];
}

interface Move {
  readonly payment: Payment;
  readonly status: string;
  readonly at: number;
  readonly amount: number;
}

/** A cancelled payment is one row too: it can only be cancelled before the file of its day is made. */
function paid(payment: Payment): Move {
  const status = payment.status === "FAILED" ? "取引失敗" : "取引完了";
  return { payment, status, at: payment.acceptedAt, amount: payment.amount };
}

function refunded(payment: Payment, { status, acceptedAt, amount }: Refund): Move[] {
  if (status === "CREATED") return [];
  const word = status === "REFUNDED" ? "返金完了" : "返金失敗";
  return [{ payment, status: word, at: acceptedAt, amount: -amount }];
}

function row({ payment, status, at, amount }: Move): string[] {
  const { paymentId, merchantId, merchantName, merchantPaymentId, order } = payment;
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
    "PayPay残高",
    merchantPaymentId,
  ];
}
