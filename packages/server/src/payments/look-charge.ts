import { type ChargeSight, stepOf } from "../domain/charge.ts";
import type { ChargeDoubt } from "../domain/charge-doubt.ts";
import { sameMoney } from "../domain/money.ts";
import type { Payment } from "../domain/payment.ts";
import { flagPayment } from "../store/payment-store.ts";
import { begin } from "./begin.ts";
import { type PaymentContext, providerOf } from "./context.ts";
import { askInTime } from "./deadline.ts";
import { conclude, type Inspected, inspect, problemOf, type Seen } from "./inspect.ts";
import { isPassing } from "./problem-error.ts";
import { findPayable } from "./resolve-payable.ts";

/**
 * A look at an account that is charged, or asked for money, and is not known to have been: finds out, asks again for what
 * certainly did not happen, and has cancelled what nobody can tell. Whoever calls it holds the claim.
 */
export async function lookAtCharge(ctx: PaymentContext, payment: Payment): Promise<Seen> {
  const wasAsked = payment.uncertain;
  const seen = wasAsked ? await inspect(ctx, payment) : { payment, problem: null, observation: null };
  if (isSettled(seen.payment)) return seen;
  const step = stepOf(seen.payment, { sight: sightOf(seen), now: ctx.clock() });
  switch (step.kind) {
    case "wait":
      return wait(ctx, seen, step.absentSince);
    case "ask":
      return askAgain(ctx, seen.payment);
    case "cancel":
      return cancel(ctx, seen.payment);
    case "close":
      return close(ctx, seen.payment, step.status);
  }
}

function isSettled({ status, attention }: Payment): boolean {
  return status !== "created" || attention === "mismatch";
}

function sightOf({ observation, problem }: Inspected): ChargeSight {
  if (problem !== null) return "no_answer";
  switch (observation?.status) {
    case undefined:
      return "nothing";
    case "completed":
    case "authorized":
      return "money";
    default:
      return "unsettled";
  }
}

async function wait(ctx: PaymentContext, seen: Seen, absentSince: number | null): Promise<Seen> {
  const { payment, problem } = seen;
  if (payment.doubt === null || payment.doubt.absentSince === absentSince) return seen;
  return { payment: await doubtPayment(ctx, payment, { absentSince }), problem };
}

/** Asks for the money: it certainly was not taken, and the order is still to be paid with it. */
async function askAgain(ctx: PaymentContext, payment: Payment): Promise<Seen> {
  if (!(await isStillPayable(ctx, payment))) {
    // What was never asked for needs no cancelling.
    return payment.uncertain ? cancel(ctx, payment) : close(ctx, payment, "failed");
  }
  const repeat = payment.uncertain;
  const asking = await doubtPayment(ctx, payment, { askedAt: ctx.clock().getTime(), absentSince: null });
  // Somebody changed it meanwhile; a call that is not written down first must not be made.
  if (asking.version !== payment.version + 1) return { payment: asking, problem: null };
  const begun = await begin(ctx, { payment: asking, repeat });
  return { payment: begun.payment, problem: isSettled(begun.payment) ? null : begun.problem };
}

async function isStillPayable(ctx: PaymentContext, payment: Payment): Promise<boolean> {
  const asked = findPayable(ctx, { order: payment.order, request: null });
  const payable = await askInTime(ctx, "resolveOrder", asked);
  return (
    payable !== null &&
    sameMoney(payable.amount, payment.ordered) &&
    (payable.revision ?? null) === payment.revision
  );
}

/** Whatever the provider answers, a look decides; and until it was told, nothing that is found is taken for final. */
async function cancel(ctx: PaymentContext, payment: Payment): Promise<Seen> {
  const now = ctx.clock().getTime();
  const earlier = payment.doubt?.cancel ?? null;
  const asking =
    earlier === null
      ? await doubtPayment(ctx, payment, { cancel: { since: now, answer: null, answeredAt: null } })
      : payment;
  const cancelling = asking.doubt?.cancel ?? null;
  if (cancelling === null || isSettled(asking)) return { payment: asking, problem: null };
  const outcome = await providerOf(ctx, asking).cancel({ payment: asking });
  const answer = answerOf(outcome);
  const told =
    answer === null
      ? asking
      : await doubtPayment(ctx, asking, {
          cancel: { ...cancelling, answer, answeredAt: ctx.clock().getTime() },
        });
  const seen = await inspect(ctx, told);
  if (isSettled(seen.payment)) return seen;
  const step = stepOf(seen.payment, { sight: sightOf(seen), now: ctx.clock() });
  if (step.kind === "close") return close(ctx, seen.payment, step.status);
  const { payment: after } = step.kind === "ask" ? seen : await wait(ctx, seen, step.absentSince);
  return { payment: after, problem: seen.problem ?? (answer === null ? problemOf(outcome) : null) };
}

function answerOf(outcome: Parameters<typeof problemOf>[0]): "accepted" | "refused" | null {
  if (outcome.kind === "done" || outcome.kind === "accepted") return "accepted";
  return outcome.kind === "declined" && !isPassing(outcome.problem) ? "refused" : null;
}

function close(ctx: PaymentContext, payment: Payment, status: "canceled" | "failed"): Promise<Seen> {
  return status === "canceled"
    ? conclude(ctx, payment, { status, paidAt: null })
    : conclude(ctx, payment, { status, reason: "it did not happen" });
}

/** Writes down what is known of a charge. */
function doubtPayment(ctx: PaymentContext, payment: Payment, change: Partial<ChargeDoubt>): Promise<Payment> {
  const now = ctx.clock();
  const doubt = {
    askedAt: now.getTime(),
    absentSince: null,
    refusal: null,
    cancel: null,
    ...payment.doubt,
    ...change,
  };
  return flagPayment(ctx.db, { payment, flag: { uncertain: true, doubt }, now });
}
