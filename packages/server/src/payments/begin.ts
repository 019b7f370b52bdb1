import { authorizationOfLink } from "../accounts/authorization-of.ts";
import { doubtLink } from "../accounts/follow.ts";
import { usesAccount } from "../domain/charge.ts";
import { newDoubt } from "../domain/charge-doubt.ts";
import type { Observation } from "../domain/observation.ts";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { Outcome, Problem } from "../provider.ts";
import { getBeginRequest } from "../store/find-payments.ts";
import { flagPayment } from "../store/payment-store.ts";
import { type PaymentContext, providerOf } from "./context.ts";
import { isPassing } from "./problem-error.ts";
import { record } from "./record.ts";

export type Begun =
  /** The provider answered; the payment shows what it said. */
  | { kind: "answered"; payment: Payment; problem: null }
  /** The id is taken and its code's address cannot be learned: the order needs a new attempt. */
  | { kind: "abandoned"; payment: Payment; problem: null }
  /** Nothing was made by this call, for certain. */
  | { kind: "refused"; payment: Payment; problem: Problem }
  /** Only looking tells. */
  | { kind: "unknown"; payment: Payment; problem: Problem };

/**
 * Sends the stored request of a payment that stands at `created`. The caller holds its claim and has written
 * `uncertain` before.
 *
 * `repeat`: an earlier call may have reached the provider. The request is the same to the byte, so a provider that
 * had taken it answers with the same code; and a refusal of the repeat proves nothing about the first call.
 */
export async function begin(
  ctx: PaymentContext,
  { payment, repeat }: { payment: Payment; repeat: boolean },
): Promise<Begun> {
  const outcome = await send(ctx, payment);
  switch (outcome.kind) {
    case "done":
    case "accepted": {
      const recorded = await record(ctx, { payment, observation: outcome.value });
      return { kind: "answered", payment: recorded, problem: null };
    }
    case "unknown":
      return { kind: "unknown", payment, problem: outcome.problem };
    case "not_sent":
      return refused(ctx, { payment, repeat, problem: outcome.problem });
    case "declined":
    case "action_required": {
      const { problem } = outcome;
      if (isPassing(problem)) return refused(ctx, { payment, repeat, problem });
      if (usesAccount(payment)) return chargeDeclined(ctx, { payment, repeat, outcome });
      if (problem.reason === "duplicate" || repeat) return abandon(ctx, payment);
      const observation = { status: "failed", reason: problem.code ?? problem.reason } as const;
      return { kind: "refused", payment: await record(ctx, { payment, observation }), problem };
    }
  }
}

async function send(ctx: PaymentContext, payment: Payment): Promise<Outcome<Observation>> {
  const request = await getBeginRequest(ctx.db, payment.id);
  const provider = providerOf(ctx, payment);
  if (payment.accountLink === null) return provider.begin({ payment, request, authorization: null });
  const askedAt = payment.doubt?.askedAt ?? 0;
  if (ctx.clock().getTime() - askedAt > stoodStillMs) return { kind: "unknown", problem: stoodStill };
  try {
    const { authorization } = await authorizationOfLink(ctx, payment.accountLink);
    return provider.begin({ payment, request, authorization });
  } catch (error) {
    if (!(error instanceof KaikeiError) || error.code !== "account_not_linked") throw error;
    // Unlinked since the payment was written down.
    const more = { code: null, requestId: null, retryAfterMs: null, decline: "authorization_ended" } as const;
    return { kind: "declined", problem: { reason: "shopper_action", message: error.message, ...more } };
  }
}

/**
 * Looks count from when it was written down that the account is charged. A process that stood still since then must not
 * send what another one may have found not to exist, and given up.
 */
const stoodStillMs = 15_000;
const stoodStill = {
  reason: "no_answer",
  code: null,
  message: "This process stood still between writing the charge down and sending it, so it was not sent.",
  requestId: null,
  retryAfterMs: null,
} as const satisfies Problem;

/** A refusal ends a charge that was asked for once. Of a repeat it proves nothing: looks decide, and then it says why. */
async function chargeDeclined(
  ctx: PaymentContext,
  {
    payment,
    repeat,
    outcome: { kind, problem },
  }: {
    payment: Payment;
    repeat: boolean;
    outcome: { kind: "declined" | "action_required"; problem: Problem };
  },
): Promise<Begun> {
  const refusal = problem.decline ?? null;
  if (refusal === "authorization_ended" && payment.accountLink !== null) {
    await doubtLink(ctx, payment.accountLink);
  }
  // The provider has it already, or waits for her.
  if (kind === "action_required" || problem.reason === "duplicate")
    return { kind: "unknown", payment, problem };
  if (repeat) {
    const doubt = { ...(payment.doubt ?? newDoubt(ctx.clock())), refusal: refusal ?? ("refused" as const) };
    const flagged = await flagPayment(ctx.db, { payment, flag: { doubt }, now: ctx.clock() });
    return { kind: "unknown", payment: flagged, problem };
  }
  const observation = {
    status: "failed",
    reason: problem.code ?? problem.reason,
    ...(refusal !== null && { declineReason: refusal }),
  } as const;
  ctx.logger.info(
    { payment: payment.id, reason: refusal, code: problem.code, requestId: problem.requestId },
    "the provider refused to charge a linked account",
  );
  return { kind: "refused", payment: await record(ctx, { payment, observation }), problem };
}

async function refused(
  ctx: PaymentContext,
  { payment, repeat, problem }: { payment: Payment; repeat: boolean; problem: Problem },
): Promise<Begun> {
  if (repeat) return { kind: "unknown", payment, problem };
  const flagged = await flagPayment(ctx.db, { payment, flag: { uncertain: false }, now: ctx.clock() });
  return { kind: "refused", payment: flagged, problem };
}

async function abandon(ctx: PaymentContext, payment: Payment): Promise<Begun> {
  const flagged = await flagPayment(ctx.db, { payment, flag: { abandoned: true }, now: ctx.clock() });
  return { kind: "abandoned", payment: flagged, problem: null };
}
