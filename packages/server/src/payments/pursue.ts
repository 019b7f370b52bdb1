import { usesAccount } from "../domain/charge.ts";
import { expiryOf } from "../domain/look-schedule.ts";
import { type Money, sameMoney } from "../domain/money.ts";
import { isLive, type Payment, type PaymentMethod } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { BeginIntent, PaymentProvider } from "../provider.ts";
import { findByChargeKey, findCurrentPayment, findPayment, getPayment } from "../store/find-payments.ts";
import { claimForCall } from "../store/look-claims.ts";
import { insertIntent } from "../store/payment-store.ts";
import { chargeUncertain } from "../store/uncertain-charge.ts";
import { beginUnder } from "./begin-under.ts";
import { cancelPayment } from "./cancel.ts";
import { claimTimes, lookSettings, type PayableOrder, type PaymentContext } from "./context.ts";
import { payerOf } from "./payer.ts";
import { refresh } from "./refresh.ts";
import { refuseLoop } from "./refuse-loop.ts";
import { resolvePayable } from "./resolve-payable.ts";
import { sameTerms } from "./same-terms.ts";

/** What is wanted of an order. */
export interface Wanted {
  order: string;
  /** The visitor's request; null when the shop's own server asks. */
  request: Request | null;
  shopper: BeginIntent["shopper"];
  method: PaymentMethod;
  /** Whose account is charged; null for a code. */
  customer: string | null;
  agreedToSimilar: boolean;
  /** What she was told that it costs; left out: whatever the shop says. */
  expected?: Money;
  /** The shop's own name for this charge. */
  chargeKey?: string;
  /** Until how long from now a request can be paid. Milliseconds. */
  expiresInMs?: number;
}

interface Pursuit {
  provider: PaymentProvider;
  payable: PayableOrder;
  wanted: Wanted;
  /** What there is was asked for with the same key. */
  isKeyed: boolean;
}

/** Null: the order has changed meanwhile, so look at it again. */
type Turn = Promise<Payment | null>;

/** An order may need a few turns: an old price is withdrawn, a duplicate abandoned, a race lost. */
const turns = 5;

/**
 * Starts paying an order, or goes on with it, by whatever method: one live payment per order. What can be paid with
 * another method is withdrawn first, so that she cannot pay both.
 */
export async function pursue(ctx: PaymentContext, wanted: Wanted): Promise<Payment> {
  const [provider] = ctx.providers;
  for (let turn = 0; turn < turns; turn += 1) {
    const keyed = await findKeyed(ctx, provider, wanted);
    // Asked for once: whatever the order is by now, the same key is the same attempt.
    if (keyed !== null && (keyed.uncertain || keyed.status !== "created")) return keyed;
    // Asked anew in each turn: the price may have changed while we waited.
    const payable = await resolvePayable(ctx, wanted);
    const current = keyed ?? (await findCurrentPayment(ctx.db, provider, wanted.order));
    // Somebody with the same key was quicker: theirs is no other charge that would be in the way.
    if (keyed === null && current !== null && (await findKeyed(ctx, provider, wanted)) !== null) continue;
    const pursuit = { provider, payable, wanted, isKeyed: keyed !== null };
    const next = current === null ? await startAnew(ctx, pursuit) : await goOn(ctx, pursuit, current);
    if (next !== null) return next;
  }
  throw new KaikeiError(
    "provider_busy",
    `The order ${wanted.order} is being worked on; try again in a moment.`,
  );
}

async function findKeyed(
  ctx: PaymentContext,
  provider: PaymentProvider,
  { chargeKey, order, customer }: Wanted,
): Promise<Payment | null> {
  if (chargeKey === undefined) return null;
  const payment = await findByChargeKey(ctx.db, provider, chargeKey);
  if (payment === null || (payment.order === order && payment.customer === customer)) return payment;
  throw new KaikeiError(
    "idempotency_conflict",
    "This key was used for the charge of another order or customer.",
  );
}

async function startAnew(ctx: PaymentContext, pursuit: Pursuit): Turn {
  const { provider, payable, wanted } = pursuit;
  const { order, method, agreedToSimilar } = wanted;
  requireExpected(pursuit);
  if (!(await ctx.acceptPayments())) {
    throw new KaikeiError("payments_paused", "The shop takes no new payments at the moment.");
  }
  if (wanted.request !== null) await refuseLoop(ctx, { provider, order });
  const captureMode = payable.capture ?? "automatic";
  const payer = await findPayer(ctx, pursuit);
  const id = ctx.newId("pay");
  const { now, leaseUntil } = claimTimes(ctx);
  const later = (ms: number | undefined) => (ms === undefined ? null : new Date(now.getTime() + ms));
  const intent = {
    id,
    order,
    provider: provider.name,
    environment: provider.environment,
    merchant: provider.merchant,
    ordered: payable.amount,
    revision: payable.revision ?? null,
    method,
    captureMode,
    payer,
    agreedToSimilar,
    chargeKey: wanted.chargeKey ?? null,
    beginRequest: provider.prepare({
      paymentId: id,
      amount: payable.amount,
      description: payable.description ?? null,
      returnUrl: await ctx.returnUrl(id, payable.returnPath ?? "/"),
      method,
      captureMode,
      holdUntil: later(payable.holdForMs),
      expiresAt: later(wanted.expiresInMs),
      agreedToSimilar,
      shopper: wanted.shopper,
      requestedAt: now,
    }),
    now,
    leaseUntil,
  };
  const payment = await insertIntent(ctx.db, intent).catch(async (error: unknown) => {
    if (error instanceof KaikeiError) throw error;
    // The answer to COMMIT may be what was lost. Then the row is there, and it waits for us alone.
    const written = await findPayment(ctx.db, id);
    if (written === null) throw error;
    return written;
  });
  if (payment === null) return null;
  const claim = { payment: id, until: leaseUntil, due: leaseUntil, failures: 0 };
  return beginUnder(ctx, claim, { payment, repeat: false });
}

async function findPayer(ctx: PaymentContext, { provider, payable, wanted }: Pursuit) {
  const { method, customer } = wanted;
  if (method === "code" || customer === null) return null;
  return payerOf(ctx, { provider, customer, method, captureMode: payable.capture ?? "automatic" });
}

async function goOn(ctx: PaymentContext, pursuit: Pursuit, current: Payment): Turn {
  if (!isLive(current.status) || current.status === "authorized") return current;
  const { wanted } = pursuit;
  if (current.retiring) return asOf(wanted, current);
  if (usesAccount(current) && current.status === "created") return goOnCharging(ctx, pursuit, current);
  requireExpected(pursuit);
  if (!sameTerms(current, pursuit.payable)) return withdraw(ctx, wanted, current, { stale: true });
  // A request that waits in her wallet is as good as a code.
  const isSame = wanted.method === current.method && wanted.customer === current.customer;
  const suits = isSame || (wanted.method === "code" && current.method === "request");
  if (!suits) {
    await findPayer(ctx, pursuit);
    return withdraw(ctx, wanted, current);
  }
  const isOver = expiryOf(current, lookSettings(ctx, pursuit.provider)) <= ctx.clock();
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

/**
 * Her account is being charged for the order already, or asked. Nothing else is begun before that is known; what was
 * certainly never asked for is asked now if it is what is wanted, and gives way if it is not.
 */
async function goOnCharging(ctx: PaymentContext, pursuit: Pursuit, current: Payment): Turn {
  const { wanted, isKeyed } = pursuit;
  const isSame =
    wanted.method === current.method &&
    wanted.customer === current.customer &&
    wanted.agreedToSimilar === current.agreedToSimilar &&
    (wanted.chargeKey === undefined || isKeyed);
  if (current.uncertain) {
    if (isSame || wanted.method === "code") return current;
    throw chargeUncertain(current.id);
  }
  requireExpected(pursuit);
  if (!isSame || !sameTerms(current, pursuit.payable)) return withdraw(ctx, wanted, current);
  const claim = await claimForCall(ctx.db, current, claimTimes(ctx));
  if (claim === null) return getPayment(ctx.db, current.id);
  return beginUnder(ctx, claim, { payment: current, repeat: false });
}

/**
 * Before anything is written, withdrawn or asked of the provider in this turn. What is under way or over comes back
 * without: refusing it would hide from her that she pays, or has paid.
 */
function requireExpected({ payable: { amount: now }, wanted: { order, expected } }: Pursuit): void {
  if (expected === undefined || sameMoney(now, expected)) return;
  throw new KaikeiError(
    "price_changed",
    `The order ${order} costs ${now.amount} ${now.currency}, not ${expected.amount} ${expected.currency} as expected.`,
  );
}

async function withdraw(
  ctx: PaymentContext,
  wanted: Wanted,
  current: Payment,
  why: { stale?: true } = {},
): Turn {
  const withdrawn = await cancelPayment(ctx, current.id, why);
  return isLive(withdrawn.status) ? asOf(wanted, withdrawn) : null;
}

/** A visitor is shown what is being withdrawn, and may try again; a shop's own server asked for something else. */
function asOf(wanted: Wanted, current: Payment): Payment {
  const isShown = wanted.method === "code" || wanted.method === "linked_account";
  if (isShown) return current;
  throw new KaikeiError(
    "provider_busy",
    `The order ${current.order} has a payment that is being withdrawn; try again in a moment.`,
  );
}
