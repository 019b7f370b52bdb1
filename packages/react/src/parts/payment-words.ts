import type { Words } from "../hooks/use-words.ts";
import type { PaymentState } from "../payment-state.ts";
import type { PaymentProblem } from "../wire/problem.ts";

/** The heading of a state. */
export function titleOf(state: PaymentState, { say }: Words): string {
  if (state.phase === "failed" && state.payment.declineReason === "suspected_duplicate")
    return say("declined.similar");
  if (isWaiting(state)) return say("checking.title");
  return say(`${state.phase}.title`);
}

/** Nothing went wrong: an earlier charge of the account is not known yet. */
export function isWaiting(state: PaymentState): boolean {
  return state.phase === "error" && state.problem.kind === "waiting";
}

/** The request that failed while the last view is still shown; null in every other state. */
export function troubleOf(state: PaymentState): PaymentProblem | null {
  return "trouble" in state ? state.trouble : null;
}

/** What it means and what to do. `away`: the code is not beside these words. */
export function explain(state: PaymentState, { say, amount, time }: Words, away: boolean): string {
  switch (state.phase) {
    case "payable":
      if (away) return say("payable.away");
      return say(state.payment.device === "phone" ? "payable.open" : "payable.scan");
    case "approving":
    case "requested":
      if (state.action.until === null) return say(`${state.phase}.text`);
      return say(`${state.phase}.until`, { time: time(state.action.until) });
    case "authorized": {
      const { holdExpiresAt } = state.payment;
      if (holdExpiresAt === null) return say("authorized.text");
      return say("authorized.until", { time: time(holdExpiresAt) });
    }
    case "expired":
      return say(away ? "expired.away" : "expired.text");
    case "completed": {
      const { refunded, amount: paid } = state.payment;
      if (refunded === 0) return say("completed.text");
      return say("completed.refunded", { amount: amount({ ...paid, value: refunded }) });
    }
    case "canceled":
      return say(state.payment.paidAt === null ? "canceled.text" : "canceled.returned");
    case "failed": {
      const { declineReason } = state.payment;
      return say(declineReason ? `declined.${declineReason}` : "failed.text");
    }
    case "error":
      return say(`problem.${state.problem.kind}`);
    default:
      return say(`${state.phase}.text`);
  }
}
