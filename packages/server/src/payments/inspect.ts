import { usesAccount } from "../domain/charge.ts";
import type { Observation } from "../domain/observation.ts";
import type { Payment } from "../domain/payment.ts";
import type { Outcome, Problem } from "../provider.ts";
import { type PaymentContext, providerOf } from "./context.ts";
import { isPause } from "./problem-error.ts";
import { record } from "./record.ts";

/** How a payment stands, and why we could not learn more, if so. */
export interface Seen {
  payment: Payment;
  problem: Problem | null;
}

/** `observation`: what the provider said, whatever the record made of it; null when it said nothing, or knows nothing of it. */
export interface Inspected extends Seen {
  observation: Observation | null;
}

/** One look, written down. */
export async function inspect(ctx: PaymentContext, payment: Payment): Promise<Inspected> {
  const outcome = await providerOf(ctx, payment).inspect({ payment });
  if ("value" in outcome) {
    const observation = outcome.value;
    return { payment: await record(ctx, { payment, observation }), problem: null, observation };
  }
  const problem = problemOf(outcome);
  // Of a charge it is an answer: there is none. What was paid once and is not found now is a problem all the same.
  const isAbsent = outcome.kind === "declined" && outcome.problem.reason === "not_found";
  if (isAbsent && usesAccount(payment) && payment.providerPaymentId === null) {
    return { payment, problem: null, observation: null };
  }
  // A pause is told once, by whoever met it first.
  if (problem !== null && isPause(problem)) return { payment, problem, observation: null };
  ctx.logger.warn(
    { payment: payment.id, reason: problem?.reason, code: problem?.code, requestId: problem?.requestId },
    "a look brought no answer",
  );
  return { payment, problem, observation: null };
}

/** Our own word about a payment that nobody paid; nothing comes of it if something has changed it since it was read. */
export async function conclude(
  ctx: PaymentContext,
  payment: Payment,
  observation: Observation,
): Promise<Seen> {
  return { payment: await record(ctx, { payment, observation, source: "kit" }), problem: null };
}

export function problemOf(outcome: Outcome<unknown>): Problem | null {
  return "problem" in outcome ? outcome.problem : null;
}
