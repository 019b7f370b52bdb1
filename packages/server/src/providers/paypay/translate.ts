import type { Money } from "../../domain/money.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Outcome, Problem } from "../../provider.ts";

/** PayPay may leave the amount out of an answer; if it speaks of one, it has to be ours. */
export function isSameAmount(echoed: { amount: number; currency: string } | null, asked: Money): boolean {
  return echoed === null || (echoed.amount === asked.amount && echoed.currency === asked.currency);
}

/**
 * Applies `read` to a value that arrived; `null` from it means that the answer contradicts what was asked.
 */
export function translate<Value>(
  outcome: Outcome<Value>,
  read: (value: Value) => Observation | null,
): Outcome<Observation> {
  if (outcome.kind !== "done" && outcome.kind !== "accepted") return outcome;
  const value = read(outcome.value);
  return value === null ? contradiction : { kind: outcome.kind, value };
}

export const contradiction: Outcome<never> = {
  kind: "unknown",
  problem: problem(
    "provider_error",
    "PayPay's answer speaks of another payment or amount than we asked about, or lacks its id or amount. Nothing was recorded of it; look again, and ask PayPay if it stays so.",
  ),
};

export function problem(reason: Problem["reason"], message: string): Problem {
  return { reason, code: null, message, requestId: null, retryAfterMs: null };
}
