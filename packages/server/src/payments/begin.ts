import type { Payment } from "../domain/payment.ts";
import type { Problem } from "../provider.ts";
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
  const request = await getBeginRequest(ctx.db, payment.id);
  const outcome = await providerOf(ctx, payment).begin({ payment, request, authorization: null });
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
      if (problem.reason === "duplicate") return abandon(ctx, payment);
      if (isPassing(problem)) return refused(ctx, { payment, repeat, problem });
      if (repeat) return abandon(ctx, payment);
      const observation = { status: "failed", reason: problem.code ?? problem.reason } as const;
      return { kind: "refused", payment: await record(ctx, { payment, observation }), problem };
    }
  }
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
