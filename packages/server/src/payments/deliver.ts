import { backOffMs } from "../domain/operation.ts";
import { describeError } from "../logger.ts";
import { claimDeliveries, type Delivery, markDelivered, postponeDelivery } from "../store/delivery-store.ts";
import { flagPayment, getPayment } from "../store/payment-store.ts";
import type { PaymentContext } from "./context.ts";

/** How long the shop's hook may take before the same delivery is tried again elsewhere. */
const hookLeaseMs = 60_000;
/** A hook that has failed for so long needs a person; it is still tried. */
const failingAfterMs = 24 * 3_600_000;

/** Tells the shop what it must hear and is due: of one payment, or of all. Returns how many it heard. */
export async function deliver(ctx: PaymentContext, filter: { payment?: string } = {}): Promise<number> {
  const now = ctx.clock();
  const claimed = await claimDeliveries(ctx.db, {
    ...filter,
    now,
    leaseUntil: new Date(now.getTime() + hookLeaseMs),
    limit: 20,
  });
  const heard = await Promise.all(claimed.map((delivery) => tell(ctx, delivery)));
  return heard.filter(Boolean).length;
}

async function tell(ctx: PaymentContext, delivery: Delivery): Promise<boolean> {
  const payment = await getPayment(ctx.db, delivery.payment);
  try {
    await ctx.onPaid({ payment, deliveryId: delivery.id });
  } catch (error) {
    const now = ctx.clock();
    const described = describeError(error);
    await postponeDelivery(ctx.db, delivery.id, {
      nextAttemptAt: new Date(now.getTime() + backOffMs(delivery.attempts)),
      error: `${described.name}: ${described.message}`,
    });
    ctx.logger.error(
      { payment: payment.id, delivery: delivery.id, attempts: delivery.attempts, error: described },
      "onPaid failed and will be called again",
    );
    if (now.getTime() - delivery.createdAt.getTime() > failingAfterMs && payment.attention === null) {
      await flagPayment(ctx.db, { payment, flag: { attention: "delivery_failing" }, now });
    }
    return false;
  }
  await markDelivered(ctx.db, delivery.id, ctx.clock());
  return true;
}
