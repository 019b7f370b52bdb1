import { isStillTrue } from "../domain/delivery.ts";
import { backOffMs } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { describeError } from "../logger.ts";
import {
  claimDeliveries,
  type Delivery,
  markDelivered,
  postponeDelivery,
  voidDelivery,
} from "../store/delivery-store.ts";
import { getPayment } from "../store/find-payments.ts";
import { limitIdle } from "../store/idle-limit.ts";
import { flagPayment } from "../store/payment-store.ts";
import type { PaymentContext } from "./context.ts";
import { startDeadline } from "./deadline.ts";
import type { News } from "./hooks.ts";

/** A hook that has failed for so long needs a person; it is still tried. */
const failingAfterMs = 24 * 3_600_000;
/** A process that died in a hook holds its delivery for so much longer than a hook may take. */
const leaseMarginMs = 10_000;

export interface DeliverySummary {
  /** News that a hook has heard. */
  told: number;
  /** Hooks that failed; they are called again. */
  untold: number;
}

/** Tells the shop what it must hear and is due: of one payment, or of all. */
export async function deliver(
  ctx: PaymentContext,
  filter: { payment?: string } = {},
): Promise<DeliverySummary> {
  const summary = { told: 0, untold: 0 };
  for (;;) {
    const now = ctx.clock();
    const claimed = await claimDeliveries(ctx.db, {
      ...filter,
      scopes: ctx.providers,
      now,
      leaseUntil: new Date(now.getTime() + ctx.hookTimeoutMs + leaseMarginMs),
      limit: 20,
    });
    // Once a payment's first news is told its next is due, so ask until there is nothing.
    if (claimed.length === 0) return summary;
    const heard = await Promise.all(claimed.map((delivery) => tell(ctx, delivery)));
    for (const one of heard) summary[one] += 1;
  }
}

async function tell(ctx: PaymentContext, delivery: Delivery): Promise<keyof DeliverySummary> {
  const payment = await getPayment(ctx.db, delivery.payment);
  const { hook, name } = ctx.hooks[delivery.kind];
  if (hook === undefined || !isStillTrue(delivery.kind, payment)) {
    await voidDelivery(ctx.db, delivery.id);
    return "told";
  }
  const deadline = startDeadline(ctx.hookTimeoutMs, name);
  const once: News["once"] = (work) =>
    ctx.db.transaction(async (tx) => {
      await limitIdle(tx, ctx.hookTimeoutMs + leaseMarginMs);
      if (!(await markDelivered(tx, delivery.id, ctx.clock()))) return undefined;
      return deadline.orTooLate(work(tx));
    });
  try {
    await deadline.orTooLate(Promise.resolve(hook({ payment, deliveryId: delivery.id, once })));
  } catch (error) {
    await keepForLater(ctx, { delivery, payment, hook: name, error });
    return "untold";
  } finally {
    deadline.end();
  }
  await markDelivered(ctx.db, delivery.id, ctx.clock());
  if (payment.attention === "delivery_failing") {
    await flagPayment(ctx.db, { payment, flag: { attention: null }, now: ctx.clock() });
  }
  return "told";
}

async function keepForLater(
  ctx: PaymentContext,
  failed: { delivery: Delivery; payment: Payment; hook: string; error: unknown },
): Promise<void> {
  const { delivery, payment, hook } = failed;
  const now = ctx.clock();
  const error = describeError(failed.error);
  const entry = { payment: payment.id, delivery: delivery.id, attempts: delivery.attempts, error };
  const postponed = await postponeDelivery(ctx.db, delivery, {
    nextAttemptAt: new Date(now.getTime() + backOffMs(delivery.attempts)),
    error: `${error.name}: ${error.message}`,
  });
  if (!postponed) {
    ctx.logger.error(entry, `${hook} failed after what it did was kept; it is not called again`);
    return;
  }
  ctx.logger.error(entry, `${hook} failed and will be called again`);
  if (now.getTime() - delivery.createdAt.getTime() > failingAfterMs && payment.attention === null) {
    await flagPayment(ctx.db, { payment, flag: { attention: "delivery_failing" }, now });
  }
}
