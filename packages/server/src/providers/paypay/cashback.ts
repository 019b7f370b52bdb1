import type { CashbackCalls, CashbackIntent, CashbackState, Outcome } from "../../provider.ts";
import type { CashbackDetails } from "./answer-schemas.ts";
import type { PayPayClient } from "./client.ts";

/** PayPay's points in Kaikei's words. */
export function createCashbackCalls(client: PayPayClient["cashback"]): CashbackCalls {
  return {
    async give({ intent, authorization: userAuthorizationId, signal }) {
      const { cashbackId: merchantCashbackId, amount, reason } = intent;
      const outcome = await client.give(
        {
          ...{ merchantCashbackId, userAuthorizationId, amount, requestedAt: secondsOf(intent) },
          ...(reason !== null && { orderDescription: reason }),
        },
        { signal },
      );
      return named(outcome);
    },

    async inspectGive({ intent, signal }) {
      const outcome = await client.get({ merchantCashbackId: intent.cashbackId }, { signal });
      return translate(outcome, intent, ({ merchantCashbackId }) => merchantCashbackId);
    },

    async reverse({ intent, signal }) {
      const { cashbackId: merchantCashbackReversalId, of: merchantCashbackId, amount, reason } = intent;
      const outcome = await client.reverse(
        {
          ...{ merchantCashbackReversalId, merchantCashbackId, amount, requestedAt: secondsOf(intent) },
          ...(reason !== null && { reason }),
        },
        { signal },
      );
      return named(outcome);
    },

    async inspectReverse({ intent, signal }) {
      const { cashbackId: merchantCashbackReversalId, of: merchantCashbackId } = intent;
      const outcome = await client.getReversal(
        { merchantCashbackReversalId, merchantCashbackId },
        { signal },
      );
      return translate(outcome, intent, (details) => details.merchantCashbackReversalId);
    },
  };
}

function secondsOf({ requestedAt }: CashbackIntent): number {
  return Math.floor(requestedAt.getTime() / 1000);
}

/** PayPay has one word for a bad field and for an id that was used before, so it may mean that this one has acted. */
function named(outcome: Outcome<null>): Outcome<null> {
  if (outcome.kind !== "declined" || outcome.problem.code !== "VALIDATION_FAILED_EXCEPTION") return outcome;
  return { kind: "declined", problem: { ...outcome.problem, reason: "duplicate" } };
}

function translate(
  outcome: Outcome<CashbackDetails>,
  intent: CashbackIntent,
  idOf: (details: CashbackDetails) => string | null,
): Outcome<CashbackState> {
  if (outcome.kind === "declined" && outcome.problem.code === "NOT_ENOUGH_MONEY") {
    return { kind: "done", value: { status: "failed", problem: "NOT_ENOUGH_MONEY" } };
  }
  if (outcome.kind !== "done" && outcome.kind !== "accepted") return outcome;
  const { status, resultCode, amount } = outcome.value;
  const echoed = idOf(outcome.value);
  if (echoed !== null && echoed !== intent.cashbackId) return contradiction;
  if (status === "FAILURE") return { kind: "done", value: { status: "failed", problem: resultCode } };
  // A word that we do not know means that nothing is known to have happened yet.
  if (status !== "SUCCESS" || resultCode !== "SUCCESS")
    return { kind: "done", value: { status: "underway" } };
  // PayPay may leave the amount out; if it speaks of one, it has to be in our currency.
  if (amount === null) return { kind: "done", value: { status: "done", amount: intent.amount } };
  const { currency } = intent.amount;
  if (amount.currency !== currency) return contradiction;
  return { kind: "done", value: { status: "done", amount: { amount: amount.amount, currency } } };
}

const contradiction: Outcome<never> = {
  kind: "unknown",
  problem: {
    reason: "provider_error",
    code: null,
    message:
      "PayPay's answer speaks of another cashback or currency than we asked about. Nothing was recorded of it; look again, and ask PayPay if it stays so.",
    requestId: null,
    retryAfterMs: null,
  },
};
