import { backOffMs } from "../domain/operation.ts";
import { describeError } from "../logger.ts";
import {
  claimDeliveries,
  type Delivery,
  markDelivered,
  postponeDelivery,
  voidDelivery,
} from "../store/delivery-store.ts";
import { getPayment } from "../store/find-payments.ts";
import { flagPayment } from "../store/payment-store.ts";
import type { PaymentContext } from "./context.ts";

/** A hook that has failed for so long needs a person; it is still tried. */
const failingAfterMs = 24 * 3_600_000;
/** A process that died in a hook holds its delivery for so much longer than a hook may take. */
const leaseMarginMs = 10_000;

/** Tells the shop what it must hear and is due: of one payment, or of all. */
export async function deliver(ctx: PaymentContext, filter: { payment?: string } = {}): Promise<void> {
  const now = ctx.clock();
  const claimed = await claimDeliveries(ctx.db, {
    ...filter,
    scopes: ctx.providers,
    now,
    leaseUntil: new Date(now.getTime() + ctx.hookTimeoutMs + leaseMarginMs),
    limit: 20,
  });
  await Promise.all(claimed.map((delivery) => tell(ctx, delivery)));
}

async function tell(ctx: PaymentContext, delivery: Delivery): Promise<void> {
  const payment = await getPayment(ctx.db, delivery.payment);
  if (payment.fulfilment !== "fulfilling") {
    await voidDelivery(ctx.db, delivery.id);
    return;
  }
  try {
    await withinTime(ctx.onPaid({ payment, deliveryId: delivery.id }), ctx.hookTimeoutMs);
  } catch (error) {
    const now = ctx.clock();
    const described = describeError(error);
    await postponeDelivery(ctx.db, delivery, {
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
    return;
  }
  await markDelivered(ctx.db, delivery.id, ctx.clock());
  if (payment.attention === "delivery_failing") {
    await flagPayment(ctx.db, { payment, flag: { attention: null }, now: ctx.clock() });
  }
}

/** A hook that never settles must not stop the watch over everything else. */
async function withinTime(work: void | Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`onPaid did not return within ${ms / 1000} s`)), ms);
    timer.unref();
  });
  try {
    await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
