import type { Fulfilment, Payment } from "./payment.ts";

/**
 * Whether a paid payment fulfils its order. Null when there is nothing to fulfil: not paid, given back before we
 * first saw it, or decided before.
 */
export function fulfilmentOf(payment: Payment, orderIsFulfilled: boolean): Fulfilment | null {
  if (payment.fulfilment !== null) return payment.fulfilment;
  if (payment.status !== "completed" || payment.captured - payment.refunded <= 0) return null;
  return orderIsFulfilled ? "duplicate" : "fulfilling";
}
