import { randomInt } from "node:crypto";
import type { Refusal } from "../result-codes.ts";
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
  ledger.payments.set(payment.paymentId, payment);
  ledger.paymentsByOrder.set(orderKey(payment.merchantId, payment.merchantPaymentId), payment);
  ledger.tell(
    payment.isHold ? { kind: "authorized", payment, reauthorizeId: null } : { kind: "completed", payment },
  );
  return payment;
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
  };
}

/** Twenty digits, like PayPay's. */
function newPaymentId(): string {
  return `0${Array.from({ length: 19 }, () => randomInt(10)).join("")}`;
}
