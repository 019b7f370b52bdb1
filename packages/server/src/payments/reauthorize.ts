import { stepOfReauthorize } from "../domain/hold-operation.ts";
import type { Operation } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { describeError } from "../logger.ts";
import { getPayment } from "../store/find-payments.ts";
import { claimAsking, settleRaise } from "../store/hold-store.ts";
import { settleOperation } from "../store/operation-store.ts";
import { claimTimes, type PaymentContext, payableOrderSchema } from "./context.ts";
import { askInTime } from "./deadline.ts";
import { type Due, holdsOf, lookAtHold, readAnswer, showApproval, whileAwaiting } from "./hold-look.ts";
import { later } from "./later.ts";

/** A reauthorization and the capture that needs it; who follows the one follows the other. */
interface Raising {
  raise: Operation;
  capture: Due;
}

/**
 * Takes a reauthorization one step further, and says what that means for its capture: asked for once and never again,
 * since a repeat is refused and each attempt counts; from then on only looked at.
 */
export async function followRaise(ctx: PaymentContext, raising: Raising): Promise<Operation> {
  return raising.raise.status === "requested" ? ask(ctx, raising) : look(ctx, raising);
}

async function ask(ctx: PaymentContext, { raise, capture }: Raising): Promise<Operation> {
  const { now, leaseUntil } = claimTimes(ctx);
  const payment = await getPayment(ctx.db, raise.payment);
  const holds = holdsOf(ctx, payment);
  const returnUrl = await ctx.returnUrl(payment.id, await returnPathOf(ctx, payment));
  // Only whoever writes this down asks; a crash after it leaves a question that is looked up, never asked again.
  const asked = await claimAsking(ctx.db, raise, { now, leaseUntil: null });
  if (asked === null) return capture.operation;
  await settleOperation(ctx.db, capture.operation.id, { nextLookAt: leaseUntil, failures: capture.failures });
  const outcome = await holds.reauthorize({
    intent: {
      id: raise.id,
      payment,
      amount: { amount: raise.amount, currency: payment.ordered.currency },
      reason: raise.reason,
      requestedAt: now,
    },
    returnUrl,
  });
  const answer = readAnswer(outcome);
  const going = { raise: asked, capture };
  switch (answer.kind) {
    case "awaits_shopper":
      return awaitShopper(ctx, going, answer.url);
    case "not_acted":
      return settleRaise(ctx.db, pair(going), {
        raise: { status: "requested" },
        capture: later(ctx, capture.failures, answer.problem),
      });
    case "refused": {
      const problem = answer.problem.code ?? answer.problem.reason;
      ctx.logger.warn(
        { capture: capture.operation.id, payment: payment.id, code: problem },
        "the provider refused to hold more",
      );
      return look(ctx, { ...going, raise: { ...asked, problem } });
    }
    case "accepted":
    case "unknown":
      return look(ctx, going);
  }
}

/** Where the shop wants its shoppers back, if it still says so of this order; otherwise its front page. */
async function returnPathOf(ctx: PaymentContext, { id, order }: Payment): Promise<string> {
  try {
    const asked = Promise.resolve(ctx.resolveOrder({ order, request: null }));
    const parsed = payableOrderSchema.safeParse(await askInTime(ctx, "resolveOrder", asked));
    return parsed.data?.returnPath ?? "/";
  } catch (error) {
    ctx.logger.warn({ payment: id, error: describeError(error) }, "resolveOrder failed for a held order");
    return "/";
  }
}

async function look(ctx: PaymentContext, raising: Raising): Promise<Operation> {
  const { raise, capture } = raising;
  const { step, problem } = await lookAtHold(ctx, raise, stepOfReauthorize);
  const trouble = raise.problem;
  switch (step.kind) {
    case "awaits_shopper":
      return awaitShopper(ctx, raising, raise.url);
    case "done":
      return settleRaise(ctx.db, pair(raising), {
        raise: { ...noAddress, status: "done", problem: null },
        // From here on it is asked for like any other, by whoever is first.
        capture: { ...noAddress, status: "requested", nextLookAt: claimTimes(ctx).leaseUntil, failures: 0 },
      });
    case "declined":
    case "lapsed": {
      const end = {
        ...noAddress,
        status: step.kind,
        problem: step.kind === "declined" ? step.problem : null,
      };
      const ended = await settleRaise(ctx.db, pair(raising), {
        raise: end,
        capture: { ...end, nextLookAt: null, failures: 0 },
      });
      await showApproval(ctx, ended);
      return ended;
    }
    case "wait":
      return settleRaise(ctx.db, pair(raising), {
        raise: { absentSince: step.absentSince, problem: trouble },
        capture: { nextLookAt: step.until, failures: 0 },
      });
    case "busy":
      return settleRaise(ctx.db, pair(raising), {
        raise: { problem: trouble },
        capture: { ...later(ctx, 0, null), failures: capture.failures },
      });
    case "ask":
    case "ask_later":
    case "look_later":
      return settleRaise(ctx.db, pair(raising), {
        raise: { problem: trouble },
        capture: later(ctx, capture.failures, problem),
      });
  }
}

const noAddress = { url: null, until: null } as const;

async function awaitShopper(ctx: PaymentContext, raising: Raising, url: string | null): Promise<Operation> {
  const { raise, capture } = raising;
  const payment = await getPayment(ctx.db, raise.payment);
  const until = raise.until ?? new Date(raise.askedAt.getTime() + holdsOf(ctx, payment).approvalMs);
  const failures = raise.status === "awaiting_shopper" ? capture.failures : 0;
  const waiting = await settleRaise(ctx.db, pair(raising), {
    raise: { status: "awaiting_shopper", url, until },
    capture: { status: "awaiting_shopper", url, until, ...whileAwaiting(ctx, { until, failures }) },
  });
  await showApproval(ctx, waiting);
  return waiting;
}

function pair({ raise, capture }: Raising): { raise: Operation; capture: Operation } {
  return { raise, capture: capture.operation };
}
