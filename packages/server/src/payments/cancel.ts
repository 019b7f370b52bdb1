import { isLive, type Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import { getPayment } from "../store/find-payments.ts";
import { claimForCall } from "../store/look-claims.ts";
import { flagPayment } from "../store/payment-store.ts";
import { claimTimes, type PaymentContext, providerOf } from "./context.ts";
import { refresh } from "./refresh.ts";

/**
 * Withdraws a payment that nobody has paid. It comes back `canceled`; or `retiring`, while it is not yet known that
 * nobody can pay it any more; or `completed`, when the shopper was faster.
 *
 * @throws KaikeiError `payment_not_found`, `payment_not_cancelable`.
 */
export async function cancelPayment(
  ctx: PaymentContext,
  id: string,
  why: { stale?: true } = {},
): Promise<Payment> {
  const payment = await getPayment(ctx.db, id);
  // Another merchant's is refused before anything is written about it.
  providerOf(ctx, payment);
  if (payment.status === "canceled" || payment.retiring) return payment;
  if (!isLive(payment.status) || payment.status === "authorized") {
    throw new KaikeiError("payment_not_cancelable", `Payment ${id} is ${payment.status}.`);
  }
  const flagged = await flagPayment(ctx.db, { payment, flag: { retiring: true, ...why }, now: ctx.clock() });
  // Somebody else changed it in between: decide again by what it is now.
  if (!flagged.retiring) return cancelPayment(ctx, id, why);
  const claim = await claimForCall(ctx.db, { id }, claimTimes(ctx));
  // Without the claim somebody is calling the provider about it right now; the next look withdraws the code.
  return claim === null ? flagged : refresh(ctx, claim);
}
