import { expiryOf } from "../domain/look-schedule.ts";
import { sameMoney } from "../domain/money.ts";
import { isLive, type Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { BeginIntent, PaymentProvider, Problem } from "../provider.ts";
import { findCurrentPayment, findPayment, getPayment } from "../store/find-payments.ts";
import { type Claim, claimForCall } from "../store/look-claims.ts";
import { flagPayment, insertIntent } from "../store/payment-store.ts";
import { type Begun, begin } from "./begin.ts";
import { cancelPayment } from "./cancel.ts";
import {
  claimTimes,
  lookSettings,
  type PayableOrder,
  type PaymentContext,
  payableOrderSchema,
} from "./context.ts";
import { isPause, problemError } from "./problem-error.ts";
import { refresh, underClaim } from "./refresh.ts";

export interface StartInput {
  order: string;
  /** The visitor's request; null when the shop's own server starts the payment. */
  request: Request | null;
  shopper: BeginIntent["shopper"];
}

/** An order may need a few turns: an old price is withdrawn, a duplicate abandoned, a race lost. */
const turns = 5;

/** A pause of the provider's that ends this soon is waited for: the payment is asked for by the look after it. */
const shortPauseMs = 10_000;

/** A lost answer is asked for again within the same request when the first try took less than this. */
const quickRetryMs = 10_000;

/**
 * Starts paying an order, or goes on with it: one live payment per order, whatever browsers do. A paid order's
 * payment comes back as it is.
 *
 * @throws KaikeiError `order_not_found`, `order_invalid`, `payments_paused`, and `provider_*` when the provider certainly made nothing.
 */
export async function startPayment(ctx: PaymentContext, input: StartInput): Promise<Payment> {
  const [provider] = ctx.providers;
  for (let turn = 0; turn < turns; turn += 1) {
    // Asked anew in each turn: the price may have changed while we waited.
    const payable = await resolvePayable(ctx, input);
    const current = await findCurrentPayment(ctx.db, provider, input.order);
    const next =
      current === null
        ? await startAnew(ctx, { provider, payable, input })
        : await goOn(ctx, { provider, payable, current });
    if (next !== null) return next;
  }
  throw new KaikeiError(
    "provider_busy",
    `The order ${input.order} is being worked on; try again in a moment.`,
  );
}

/** Null: the order has changed meanwhile, so look at it again. */
type Turn = Promise<Payment | null>;

async function resolvePayable(ctx: PaymentContext, { order, request }: StartInput): Promise<PayableOrder> {
  const resolved = await ctx.resolveOrder({ order, request });
  if (resolved === null)
    throw new KaikeiError("order_not_found", `There is no order ${order} for this visitor.`);
  const parsed = payableOrderSchema.safeParse(resolved);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new KaikeiError("order_invalid", `resolveOrder: ${issue?.path.join(".")}: ${issue?.message}`);
}

async function startAnew(
  ctx: PaymentContext,
  { provider, payable, input }: { provider: PaymentProvider; payable: PayableOrder; input: StartInput },
): Turn {
  if (!(await ctx.acceptPayments())) {
    throw new KaikeiError("payments_paused", "The shop takes no new payments at the moment.");
  }
  const id = ctx.newId("pay");
  const { now, leaseUntil } = claimTimes(ctx);
  const intent = {
    id,
    order: input.order,
    provider: provider.name,
    environment: provider.environment,
    merchant: provider.merchant,
    ordered: payable.amount,
    revision: payable.revision ?? null,
    method: "code" as const,
    captureMode: payable.capture ?? "automatic",
    beginRequest: provider.prepare({
      paymentId: id,
      amount: payable.amount,
      description: payable.description ?? null,
      method: "code",
      captureMode: payable.capture ?? "automatic",
      holdUntil: payable.holdForMs === undefined ? null : new Date(now.getTime() + payable.holdForMs),
      expiresAt: null,
      agreedToSimilar: false,
      returnUrl: await ctx.returnUrl(id, payable.returnPath ?? "/"),
      shopper: input.shopper,
      requestedAt: now,
    }),
    now,
    leaseUntil,
  };
  const payment = await insertIntent(ctx.db, intent).catch(async (error: unknown) => {
    // The answer to COMMIT may be what was lost. Then the row is there, and it waits for us alone.
    const written = await findPayment(ctx.db, id);
    if (written === null) throw error;
    return written;
  });
  if (payment === null) return null;
  const claim = { payment: id, until: leaseUntil, due: leaseUntil, failures: 0 };
  return beginUnder(ctx, claim, { payment, repeat: false });
}

async function goOn(
  ctx: PaymentContext,
  { provider, payable, current }: { provider: PaymentProvider; payable: PayableOrder; current: Payment },
): Turn {
  if (!isLive(current.status) || current.status === "authorized" || current.retiring) return current;
  const isAnother =
    current.revision !== (payable.revision ?? null) ||
    current.captureMode !== (payable.capture ?? "automatic");
  if (!sameMoney(current.ordered, payable.amount) || isAnother) {
    const withdrawn = await cancelPayment(ctx, current.id, { stale: true });
    return isLive(withdrawn.status) ? withdrawn : null;
  }
  const isOver = expiryOf(current, lookSettings(ctx, provider)) <= ctx.clock();
  if (current.status === "pending" && !isOver) return current;
  const claim = await claimForCall(ctx.db, current, claimTimes(ctx));
  // Somebody is calling the provider about it, or has just done so: it is as that one leaves it.
  if (claim === null) return getPayment(ctx.db, current.id);
  if (isOver) {
    const refreshed = await refresh(ctx, claim);
    return isLive(refreshed.status) && !refreshed.abandoned ? refreshed : null;
  }
  return beginUnder(ctx, claim, { payment: current, repeat: current.uncertain });
}

async function beginUnder(
  ctx: PaymentContext,
  claim: Claim,
  first: { payment: Payment; repeat: boolean },
): Turn {
  const begun = await underClaim(ctx, claim, async (): Promise<Tried> => {
    const payment = first.payment.uncertain
      ? first.payment
      : await flagPayment(ctx.db, { payment: first.payment, flag: { uncertain: true }, now: ctx.clock() });
    // Somebody changed it between our look and our claim; a call that is not written down first must not be made.
    if (!payment.uncertain || payment.retiring) return { kind: "changed", payment, problem: null };
    const startedAt = ctx.clock().getTime();
    const begun = await begin(ctx, { payment, repeat: first.repeat });
    const again = begun.kind === "unknown" && ctx.clock().getTime() - startedAt < quickRetryMs;
    return again ? begin(ctx, { payment: begun.payment, repeat: true }) : begun;
  });
  return afterBegin(ctx, begun);
}

type Tried = Begun | { kind: "changed"; payment: Payment; problem: null };

function afterBegin(ctx: PaymentContext, begun: Tried): Payment | null {
  switch (begun.kind) {
    case "answered":
      return begun.payment;
    case "changed":
    case "abandoned":
      return null;
    case "unknown":
      ctx.logger.warn(
        { payment: begun.payment.id, reason: begun.problem.reason, requestId: begun.problem.requestId },
        "the outcome of starting a payment is unknown; it is being looked up",
      );
      return begun.payment;
    case "refused":
      if (endsSoon(begun.problem)) return begun.payment;
      throw problemError(begun.problem);
  }
}

function endsSoon(problem: Problem): boolean {
  const { reason, retryAfterMs } = problem;
  const passes = reason !== "unauthorized" && isPause(problem);
  return passes && retryAfterMs !== null && retryAfterMs <= shortPauseMs;
}
