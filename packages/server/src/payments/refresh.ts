import { usesAccount } from "../domain/charge.ts";
import { expiryOf, isUnanswered, nextLookAt } from "../domain/look-schedule.ts";
import { notificationsArrive } from "../domain/notification-proof.ts";
import { isLive, type Payment } from "../domain/payment.ts";
import type { Outcome } from "../provider.ts";
import { getPayment, getWatchedPayment } from "../store/find-payments.ts";
import { hastenOperations } from "../store/hold-store.ts";
import { type Claim, releaseClaim } from "../store/look-claims.ts";
import { listLastPaid } from "../store/notification-store.ts";
import { flagPayment } from "../store/payment-store.ts";
import { begin } from "./begin.ts";
import { lookSettings, type PaymentContext, providerOf } from "./context.ts";
import { deliver } from "./deliver.ts";
import { conclude, inspect, problemOf, type Seen } from "./inspect.ts";
import { lookAtCharge } from "./look-charge.ts";
import { isPause } from "./problem-error.ts";

/** Asks the provider what is true about a payment, and tells the shop what came of it. */
export async function refresh(ctx: PaymentContext, claim: Claim): Promise<Payment> {
  const payment = await lookUnder(ctx, claim);
  await deliver(ctx, { payment: claim.payment });
  return payment;
}

/**
 * Asks the provider what is true about a payment, writes it down, and ends what is over. Whoever calls it holds the
 * claim, so looks never overlap; the claim is ended whatever happens.
 */
export async function lookUnder(ctx: PaymentContext, claim: Claim): Promise<Payment> {
  const before = await getPayment(ctx.db, claim.payment);
  const { payment } = await underClaim(ctx, claim, () => look(ctx, before));
  // What waits for the shopper to allow more goes on as soon as it is seen that she has.
  if (before.nextAction?.kind === "approve" && payment.version !== before.version) {
    await hastenOperations(ctx.db, payment.id, ctx.clock());
  }
  return payment;
}

/** Does `work` under a claim and ends it, whatever happens; the next look is scheduled by what was seen. */
export async function underClaim<Result extends Seen>(
  ctx: PaymentContext,
  claim: Claim,
  work: () => Promise<Result>,
): Promise<Result> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    // What threw is likely to throw again: it waits as after any look without an answer.
    await endClaim(ctx, claim, { failures: claim.failures + 1, retryAfterMs: null, postponed: false });
    throw error;
  }
  const { problem } = result;
  const retryAfterMs = problem?.retryAfterMs ?? null;
  const postponed = problem !== null && isPause(problem);
  const failures = problem === null ? 0 : claim.failures + (postponed ? 0 : 1);
  await endClaim(ctx, claim, { failures, retryAfterMs, postponed });
  return result;
}

async function endClaim(
  ctx: PaymentContext,
  claim: Claim,
  seen: { failures: number; retryAfterMs: number | null; postponed: boolean },
): Promise<void> {
  const { payment, notifiedAt } = await getWatchedPayment(ctx.db, claim.payment);
  const settings = lookSettings(ctx, providerOf(ctx, payment));
  const now = ctx.clock();
  // One that was told of and is unpaid all the same will hardly be told of again; and PayPay's event of a hold does not
  // say whose it is.
  const mayBeTold = isLive(payment.status) && notifiedAt === null && payment.captureMode === "automatic";
  const willBeNotified = mayBeTold && notificationsArrive(await listLastPaid(ctx.db, payment), now);
  const at = nextLookAt({ payment, now, willBeNotified, settings, ...seen });
  await releaseClaim(ctx.db, claim, { nextLookAt: at, failures: seen.failures });
  const unanswered = isUnanswered(payment, { now, failures: seen.failures, nextLook: at, settings });
  if (unanswered && payment.attention === null) {
    await flagPayment(ctx.db, { payment, flag: { attention: "unanswered" }, now });
  }
  if (seen.failures === 0 && payment.attention === "unanswered") {
    await flagPayment(ctx.db, { payment, flag: { attention: null }, now });
  }
}

async function look(ctx: PaymentContext, payment: Payment): Promise<Seen> {
  if (payment.status === "created" && usesAccount(payment)) {
    const seen = await lookAtCharge(ctx, payment);
    return seen.payment.status === "pending" && seen.payment.retiring ? retire(ctx, seen.payment) : seen;
  }
  const neverSent = payment.status === "created" && !payment.uncertain;
  if (neverSent) return followUnsent(ctx, payment);
  const seen = await inspect(ctx, payment);
  if (seen.problem !== null || !isLive(seen.payment.status) || seen.payment.attention === "mismatch")
    return seen;
  if (seen.payment.status === "created") return followCreated(ctx, seen.payment);
  if (seen.payment.status === "pending" && (seen.payment.retiring || isOver(ctx, seen.payment))) {
    return retire(ctx, seen.payment);
  }
  return seen;
}

/** The provider certainly never heard of it: our own word ends it, and until then it is asked for. */
async function followUnsent(ctx: PaymentContext, payment: Payment): Promise<Seen> {
  if (payment.retiring) return conclude(ctx, payment, { status: "canceled", paidAt: null });
  if (isOver(ctx, payment)) return conclude(ctx, payment, { status: "expired" });
  const asking = await flagPayment(ctx.db, { payment, flag: { uncertain: true }, now: ctx.clock() });
  // Somebody changed it meanwhile; a call that is not written down first must not be made.
  if (!asking.uncertain || asking.retiring) return { payment: asking, problem: null };
  return askForCode(ctx, asking, { repeat: false });
}

/** We asked for a code and do not know its address: ask for the same one again, until its time is over. */
async function followCreated(ctx: PaymentContext, payment: Payment): Promise<Seen> {
  if (isOver(ctx, payment)) return conclude(ctx, payment, { status: "expired" });
  if (payment.abandoned) return { payment, problem: null };
  return askForCode(ctx, payment, { repeat: true });
}

async function askForCode(
  ctx: PaymentContext,
  payment: Payment,
  { repeat }: { repeat: boolean },
): Promise<Seen> {
  const begun = await begin(ctx, { payment, repeat });
  switch (begun.kind) {
    case "answered":
      return begun.payment.status === "pending" && begun.payment.retiring
        ? retire(ctx, begun.payment)
        : { payment: begun.payment, problem: null };
    case "abandoned":
      return { payment: begun.payment, problem: null };
    case "refused":
    case "unknown":
      return { payment: begun.payment, problem: isLive(begun.payment.status) ? begun.problem : null };
  }
}

/**
 * Withdraws a code so that nobody can pay it any more. It may be paid at this very moment, so whatever the provider
 * answers, one more look decides.
 */
async function retire(ctx: PaymentContext, payment: Payment): Promise<Seen> {
  const outcome = await providerOf(ctx, payment).cancel({ payment });
  const seen = await inspect(ctx, payment);
  if (seen.problem !== null || seen.payment.status !== "pending") return seen;
  const problem = problemOf(outcome);
  // Its end by our clock alone may come before its end by theirs, and the order would get a second payable code.
  const overSinceMs = isConfirmed(outcome) ? 0 : clockMarginMs;
  if (isOver(ctx, seen.payment, overSinceMs)) return conclude(ctx, seen.payment, { status: "expired" });
  if (outcome.kind === "done") return conclude(ctx, seen.payment, { status: "canceled", paidAt: null });
  return { payment: seen.payment, problem };
}

/** Two clocks that work together are hardly further apart: PayPay refuses calls that were signed so much earlier. */
const clockMarginMs = 2 * 60_000;

/** A refusal confirms nothing: the code may be payable still. */
function isConfirmed(outcome: Outcome<null>): boolean {
  return outcome.kind === "done" || outcome.kind === "accepted";
}

function isOver(ctx: PaymentContext, payment: Payment, sinceMs = 0): boolean {
  const expiry = expiryOf(payment, lookSettings(ctx, providerOf(ctx, payment)));
  return expiry.getTime() + sinceMs <= ctx.clock().getTime();
}
