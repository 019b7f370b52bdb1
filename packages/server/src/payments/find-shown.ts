import { expiryOf } from "../domain/look-schedule.ts";
import { isLive, type Payment } from "../domain/payment.ts";
import { findCurrentPayment } from "../store/find-payments.ts";
import { lookSettings, type PaymentContext } from "./context.ts";
import { findPayable } from "./resolve-payable.ts";
import { sameTerms } from "./same-terms.ts";

/**
 * The payment that a page of an order can show before anything is started: the one that paid it, or that can be paid as
 * the order is now. Null: the order is not this visitor's, or to show something it has to be started.
 *
 * @throws KaikeiError `order_invalid`.
 */
export async function findShown(
  ctx: PaymentContext,
  asked: { order: string; request: Request },
): Promise<Payment | null> {
  const payable = await findPayable(ctx, asked);
  if (payable === null) return null;
  const [provider] = ctx.providers;
  const payment = await findCurrentPayment(ctx.db, provider, asked.order);
  if (payment === null || !isLive(payment.status) || payment.status === "authorized") return payment;
  const isOver = expiryOf(payment, lookSettings(ctx, provider)) <= ctx.clock();
  const canBePaid = payment.status === "pending" && !payment.retiring && !isOver;
  return canBePaid && sameTerms(payment, payable) ? payment : null;
}
