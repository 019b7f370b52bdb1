import type { HoldStep } from "../domain/hold-operation.ts";
import type { Observation } from "../domain/observation.ts";
import type { Operation } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { HoldCalls, Outcome, Problem } from "../provider.ts";
import { getPayment } from "../store/find-payments.ts";
import { claimForCall } from "../store/look-claims.ts";
import { flagPayment } from "../store/payment-store.ts";
import { claimTimes, type PaymentContext, providerOf } from "./context.ts";
import { deliver } from "./deliver.ts";
import { inspect } from "./inspect.ts";
import { isPassing } from "./problem-error.ts";
import { underClaim } from "./refresh.ts";

/** An operation that is due, and how often it was taken up without getting further. */
export interface Due {
  operation: Operation;
  failures: number;
}

/**
 * What can be done with the money that a payment holds.
 *
 * @throws KaikeiError `not_supported` when its provider holds none.
 */
export function holdsOf(ctx: PaymentContext, payment: Payment): HoldCalls {
  const { name, holds } = providerOf(ctx, payment);
  if (holds !== undefined) return holds;
  throw new KaikeiError("not_supported", `${name} cannot capture or let go what a payment holds.`);
}

/** Looks at a held payment; `stepOf` says what that means for what was asked of it. */
export async function lookAtHold(
  ctx: PaymentContext,
  operation: Operation,
  stepOf: (operation: Operation, seen: Observation, now: Date) => HoldStep,
): Promise<{ step: HoldStep; payment: Payment; problem: Problem | null }> {
  const payment = await getPayment(ctx.db, operation.payment);
  const claim = await claimForCall(ctx.db, payment, claimTimes(ctx));
  // Somebody is looking at this moment, or has just seen something.
  if (claim === null) return { step: { kind: "busy" }, payment, problem: null };
  const seen = await underClaim(ctx, claim, () => inspect(ctx, payment));
  await deliver(ctx, { payment: payment.id });
  const { observation, problem } = seen;
  // A person has to say first what an answer means that contradicts the record.
  const canTell = observation !== null && seen.payment.attention !== "mismatch";
  const step = canTell ? stepOf(operation, observation, ctx.clock()) : ({ kind: "look_later" } as const);
  return { step, payment: seen.payment, problem };
}

/** What the answer to a call on a hold means; everything else a look tells. */
export function readAnswer(
  outcome: Outcome<null>,
):
  | { kind: "not_acted"; problem: Problem }
  | { kind: "refused"; problem: Problem }
  | { kind: "awaits_shopper"; url: string | null }
  | { kind: "accepted" }
  | { kind: "unknown"; problem: Problem } {
  switch (outcome.kind) {
    case "done":
    case "accepted":
      return { kind: "accepted" };
    case "action_required":
      return { kind: "awaits_shopper", url: outcome.url };
    case "not_sent":
      return { kind: "not_acted", problem: outcome.problem };
    case "declined":
      return { kind: isPassing(outcome.problem) ? "not_acted" : "refused", problem: outcome.problem };
    case "unknown":
      return { kind: "unknown", problem: outcome.problem };
  }
}

/** Shows the shopper what she is asked to allow, or nothing any more. */
export async function showApproval(
  ctx: PaymentContext,
  { payment: id, status, url, until }: Operation,
): Promise<void> {
  const wanted =
    status === "awaiting_shopper"
      ? ({ kind: "approve", url, until: until?.getTime() ?? null } as const)
      : null;
  // Somebody may change the payment at the same time.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const payment = await getPayment(ctx.db, id);
    const shown = payment.nextAction?.kind === "approve" ? payment.nextAction : null;
    const isShown = shown?.url === wanted?.url && shown?.until === wanted?.until;
    if (payment.status !== "authorized" || payment.retiring || isShown) return;
    await flagPayment(ctx.db, { payment, flag: { nextAction: wanted }, now: ctx.clock() });
  }
}

const longestWaitMs = 5 * 60_000;

/** While the shopper may allow it: often at first, then every five minutes, and as her time ends. */
export function whileAwaiting(
  ctx: PaymentContext,
  { until, failures }: { until: Date; failures: number },
): { nextLookAt: Date; failures: number } {
  const now = ctx.clock().getTime();
  const waitMs = Math.min(2000 * 2 ** Math.min(failures, 10), longestWaitMs);
  const ends = until.getTime() > now ? until.getTime() : Number.POSITIVE_INFINITY;
  return { nextLookAt: new Date(Math.min(now + waitMs, ends)), failures: failures + 1 };
}
