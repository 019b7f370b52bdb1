import { authorizationFor } from "../accounts/authorization-of.ts";
import {
  afterAsking,
  afterLook,
  type CashbackAnswer,
  type CashbackSight,
  type CashbackStep,
} from "../domain/cashback.ts";
import { KaikeiError } from "../errors.ts";
import { claimTimes, type PaymentContext } from "../payments/context.ts";
import { later } from "../payments/later.ts";
import { isPause } from "../payments/problem-error.ts";
import type { CashbackCalls, CashbackState, Outcome, Problem, ReversalIntent } from "../provider.ts";
import { claimAsking, getCashback, type OpenCashback, settleCashback } from "../store/cashback-store.ts";

/** Takes a cashback or a reversal that is not over one step further: asks for it if nobody has, else looks. */
export async function followCashback(ctx: PaymentContext, cashback: OpenCashback): Promise<OpenCashback> {
  if (cashback.status !== "requested") return lookAt(ctx, cashback);
  return cashback.kind === "give" ? askToGive(ctx, cashback) : askToReverse(ctx, cashback);
}

/** Asks the provider to give, after writing down that we do. */
export async function askToGive(ctx: PaymentContext, cashback: OpenCashback): Promise<OpenCashback> {
  const calls = callsOf(ctx, cashback);
  const { customer } = cashback;
  let authorized: Awaited<ReturnType<typeof authorizationFor>>;
  try {
    authorized = await authorizationFor(ctx, { customer, scope: "cashback" });
  } catch (error) {
    const isGone = error instanceof KaikeiError && endings.some((code) => code === error.code);
    if (!isGone) throw error;
    // Nobody has asked yet, so nothing can come of it.
    const answer = { kind: "refused", problem: error.code, usedId: false } as const;
    return write(ctx, cashback, { step: afterAsking(answer), problem: null });
  }
  const { authorization, link } = authorized;
  return ask(ctx, cashback, {
    accountLink: link.id,
    call: (intent) => calls.give({ intent, authorization }),
  });
}

/** The link has ended between the wish and the asking. */
const endings = ["account_not_linked", "scope_missing"] as const;

/** Asks the provider to take back, after writing down that we do. */
export async function askToReverse(ctx: PaymentContext, cashback: OpenCashback): Promise<OpenCashback> {
  const calls = callsOf(ctx, cashback);
  return ask(ctx, cashback, {
    accountLink: cashback.accountLink,
    call: (intent) => calls.reverse({ intent }),
  });
}

async function ask(
  ctx: PaymentContext,
  cashback: OpenCashback,
  { accountLink, call }: { accountLink: string; call: (intent: ReversalIntent) => Promise<Outcome<null>> },
): Promise<OpenCashback> {
  const asked = await claimAsking(ctx.db, cashback.id, { ...claimTimes(ctx), accountLink });
  // Somebody else has asked: what came of it, only looks tell.
  if (asked === null) return getCashback(ctx.db, cashback.id);
  const waitedMs = ctx.clock().getTime() - asked.askedAt.getTime();
  const outcome = waitedMs > stoodStillMs ? notSent : await call(intentOf(asked));
  const step = afterAsking(answerOf(outcome));
  const problem = "problem" in outcome ? outcome.problem : null;
  if (problem !== null && step.status !== "uncertain") {
    const { code, requestId, reason } = problem;
    ctx.logger.warn({ cashback: cashback.id, code, requestId, reason }, "a cashback was not taken on");
  }
  return write(ctx, asked, { step, problem });
}

/**
 * Looks count from when it was written down that we ask. A process that stood still since then must not send what looks
 * may have found not to exist, and a person given up and given anew.
 */
const stoodStillMs = 15_000;
const notSent = {
  kind: "not_sent",
  problem: {
    reason: "no_answer",
    code: null,
    message:
      "This process stood still between writing the cashback down and asking for it, so it did not ask.",
    requestId: null,
    retryAfterMs: null,
  },
} as const satisfies Outcome<never>;

async function lookAt(ctx: PaymentContext, cashback: OpenCashback): Promise<OpenCashback> {
  const calls = callsOf(ctx, cashback);
  const intent = intentOf(cashback);
  const outcome = await (cashback.kind === "give"
    ? calls.inspectGive({ intent })
    : calls.inspectReverse({ intent }));
  const sight = sightOf(outcome, cashback);
  const step = afterLook(cashback, sight, ctx.clock());
  const problem = "problem" in outcome ? outcome.problem : null;
  const written = await write(ctx, cashback, {
    step,
    problem,
    ...(sight.kind === "done" && { amount: sight.amount }),
  });
  if (written.status === "declined") {
    ctx.logger.warn({ cashback: cashback.id, code: written.problem }, "a cashback did not happen");
  }
  return written;
}

function write(
  ctx: PaymentContext,
  cashback: OpenCashback,
  { step, problem, amount }: { step: CashbackStep; problem: Problem | null; amount?: number },
): Promise<OpenCashback> {
  const { next, ...change } = step;
  const again =
    next === "backOff"
      ? later(ctx, cashback.failures, problem)
      : { nextLookAt: next === "never" ? null : next, failures: 0 };
  return settleCashback(ctx.db, cashback.id, {
    ...change,
    ...again,
    ...(amount !== undefined && { amount }),
  });
}

function answerOf(outcome: Outcome<null>): CashbackAnswer {
  switch (outcome.kind) {
    case "done":
    case "accepted":
      return { kind: "accepted" };
    case "not_sent":
      return { kind: "not_heard" };
    case "unknown":
    case "action_required":
      return { kind: "unknown" };
    case "declined": {
      const { reason, code } = outcome.problem;
      // Refused as a caller, not as a cashback: it may be asked for again once the pause is over.
      if (isPause(outcome.problem)) return { kind: "not_heard" };
      return { kind: "refused", problem: code ?? reason, usedId: reason === "duplicate" };
    }
  }
}

function sightOf(outcome: Outcome<CashbackState>, { kind, amount }: OpenCashback): CashbackSight {
  if (outcome.kind === "declined" && outcome.problem.reason === "not_found") return { kind: "absent" };
  if (outcome.kind !== "done" && outcome.kind !== "accepted") return { kind: "nothing" };
  const state = outcome.value;
  if (state.status === "underway") return { kind: "underway" };
  if (state.status === "failed") return { kind: "failed", problem: state.problem };
  const isSane =
    state.amount.currency === amount.currency &&
    (kind === "give" ? state.amount.amount === amount.amount : state.amount.amount <= amount.amount);
  return isSane ? { kind: "done", amount: state.amount.amount } : { kind: "nothing" };
}

function intentOf({ id, of, amount, reason, requestedAt }: OpenCashback): ReversalIntent {
  return { cashbackId: id, of: of ?? id, amount, reason, requestedAt };
}

function callsOf(ctx: PaymentContext, { id, provider, environment, merchant }: OpenCashback): CashbackCalls {
  const configured = ctx.providers.find(
    (each) => each.name === provider && each.environment === environment && each.merchant === merchant,
  );
  if (configured?.cashback !== undefined) return configured.cashback;
  throw new KaikeiError(
    "configuration",
    `Cashback ${id} was given with ${provider} in ${environment}, which is not configured or gives none.`,
  );
}
