import { randomInt } from "node:crypto";
import { type Refusal, refuse } from "../result-codes.ts";
import { type Code, codeState } from "./code.ts";
import { type Customer, take } from "./customer.ts";
import { giveBack, type Ledger, orderKey } from "./ledger.ts";
import type { Payment } from "./payment.ts";

/** The customer presses Pay on a code's page. */
export function payCode(ledger: Ledger, code: Code, customer: Customer): Payment | Refusal {
  const now = ledger.now();
  const state = codeState(code, now);
  if (state === "paid") return refuse("DYNAMIC_QR_ALREADY_PAID");
  if (state !== "open") return refuse("DYNAMIC_QR_NOT_FOUND");
  const short = take(customer, code.amount);
  if (short) return short;

  code.state = "paid";
  const payment = paymentFrom(code, customer, now, ledger.habits.holdSeconds);
  ledger.payments.set(payment.paymentId, payment);
  ledger.paymentsByOrder.set(orderKey(code.merchantId, code.merchantPaymentId), payment);
  ledger.tell(
    code.isHold ? { kind: "authorized", payment, reauthorizeId: null } : { kind: "completed", payment },
  );
  return payment;
}

/** The payment is undone as a whole; PayPay calls that FAILED and sends no webhook. */
export function fail(ledger: Ledger, payment: Payment): void {
  payment.status = "FAILED";
  payment.canceledAt = ledger.now();
  payment.cancelDueAt = null;
  payment.approval = null;
  giveBack(ledger, payment, payment.taken);
}

function paymentFrom(code: Code, customer: Customer, now: number, holdSeconds: number): Payment {
  return {
    paymentId: newPaymentId(),
    merchantId: code.merchantId,
    merchantPaymentId: code.merchantPaymentId,
    merchantName: code.merchantName,
    customerId: customer.id,
    order: code.order,
    isHold: code.isHold,
    status: code.isHold ? "AUTHORIZED" : "COMPLETED",
    amount: code.amount,
    taken: code.amount,
    requestedAt: now,
    acceptedAt: now,
    completedAt: code.isHold ? null : now,
    canceledAt: null,
    cancelDueAt: null,
    expiresAt: code.isHold ? (code.holdUntil ?? now + holdSeconds) : null,
    captures: [],
    revert: null,
    reauthorizations: [],
    approval: null,
  };
}

/** Twenty digits, like PayPay's. */
function newPaymentId(): string {
  return `0${Array.from({ length: 19 }, () => randomInt(10)).join("")}`;
}
