import type { Fulfilment, Payment } from "./payment.ts";

/**
 * What a payment is to its order. Null when there is nothing to fulfil: not paid, or given back before we first saw
 * it. Once all of its money has gone back it no longer fulfils, and the order may be paid again.
 */
export function fulfilmentOf(payment: Payment, orderIsFulfilled: boolean): Fulfilment | null {
  const isPaid = payment.status === "completed" && payment.captured - payment.refunded > 0;
  if (payment.fulfilment === "fulfilling") return isPaid ? "fulfilling" : "undone";
  if (payment.fulfilment !== null || !isPaid) return payment.fulfilment;
  return orderIsFulfilled ? "duplicate" : "fulfilling";
}
