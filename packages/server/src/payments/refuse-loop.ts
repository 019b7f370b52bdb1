import { KaikeiError } from "../errors.ts";
import { countBegun } from "../store/find-payments.ts";
import type { Scope } from "../store/scope.ts";
import type { PaymentContext } from "./context.ts";

/** More payments of one order than a shopper can mean, even where each change of her cart makes a new code. */
const most = 60;
const withinMs = 15 * 60_000;

/**
 * Each attempt costs calls to the provider: a visitor who begins and withdraws in a loop would have the shop limited, and
 * everybody wait.
 *
 * @throws KaikeiError `too_many_attempts`.
 */
export async function refuseLoop(
  ctx: PaymentContext,
  { provider, order }: { provider: Scope; order: string },
): Promise<void> {
  const since = new Date(ctx.clock().getTime() - withinMs);
  if ((await countBegun(ctx.db, provider, { order, since })) < most) return;
  throw new KaikeiError(
    "too_many_attempts",
    `The order ${order} was begun to be paid ${most} times within a quarter of an hour.`,
    { retryAfterMs: withinMs },
  );
}
