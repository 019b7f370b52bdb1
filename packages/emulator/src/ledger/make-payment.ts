import { randomInt } from "node:crypto";
import type { Refusal, ResultName } from "../result-codes.ts";
import { type Customer, take } from "./customer.ts";
import { type Ledger, orderKey } from "./ledger.ts";
import type { Order } from "./order.ts";
import type { Payment, PaymentMethod } from "./payment.ts";

export interface PaymentToMake {
  readonly method: PaymentMethod;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly merchantPaymentId: string;
  readonly customer: Customer;
  /** With which the shop may charge her; null where she paid by her own hand. */
  readonly userAuthorizationId: string | null;
  readonly amount: number;
  readonly order: Order;
  readonly isHold: boolean;
  /** Null leaves the end of a hold to PayPay. */
  readonly holdUntil: number | null;
  readonly requestedAt: number;
}

/** Takes the customer's money, or holds it, and tells the shop. */
export function makePayment(ledger: Ledger, toMake: PaymentToMake): Payment | Refusal {
  const short = take(toMake.customer, toMake.amount);
  if (short) return short;
  const payment = newPayment(toMake, ledger.now(), ledger.habits.holdSeconds);
  record(ledger, payment);
  ledger.tell(
    payment.isHold ? { kind: "authorized", payment, reauthorizeId: null } : { kind: "completed", payment },
  );
  return payment;
}

/** Keeps a charge that could not be made: FAILED, with no money in it. */
export function keepRefused(ledger: Ledger, toMake: PaymentToMake, refusedWith: ResultName): void {
  const now = ledger.now();
  const payment: Payment = {
    ...newPayment({ ...toMake, isHold: false }, now, ledger.habits.holdSeconds),
    status: "FAILED",
    taken: 0,
    completedAt: null,
    canceledAt: now,
    refusedWith,
  };
  record(ledger, payment);
  ledger.tell({ kind: "failed", payment });
}

function record(ledger: Ledger, payment: Payment): void {
  ledger.payments.set(payment.paymentId, payment);
  ledger.paymentsByOrder.set(orderKey(payment.merchantId, payment.merchantPaymentId), payment);
}

function newPayment(toMake: PaymentToMake, now: number, holdSeconds: number): Payment {
  const { customer, holdUntil, ...rest } = toMake;
  return {
    ...rest,
    paymentId: newPaymentId(),
    customerId: customer.id,
    status: toMake.isHold ? "AUTHORIZED" : "COMPLETED",
    taken: toMake.amount,
    acceptedAt: now,
    completedAt: toMake.isHold ? null : now,
    canceledAt: null,
    cancelDueAt: null,
    expiresAt: toMake.isHold ? (holdUntil ?? now + holdSeconds) : null,
    captures: [],
    revert: null,
    reauthorizations: [],
    approval: null,
    refusedWith: null,
  };
}

/** Twenty digits, like PayPay's. */
function newPaymentId(): string {
  return `0${Array.from({ length: 19 }, () => randomInt(10)).join("")}`;
}
