import type { NextAction, PaymentView } from "@kaikei/server/contract";
import type { Look } from "./look.ts";
import { createProblem, type PaymentProblem } from "./wire/problem.ts";

type ScanAction = Extract<NextAction, { kind: "scan_qr" }>;

/**
 * What the shopper sees, as one union. `trouble` is a request that just failed while the last known view is still
 * good to show; with a retryable one, asking goes on by itself.
 */
export type PaymentState =
  /** Asking the server how things stand: nothing is known yet, or the code's time has just run out. */
  | { phase: "checking"; payment: PaymentView | null; trouble: PaymentProblem | null }
  /** The code is being made. */
  | { phase: "starting"; payment: PaymentView | null; trouble: PaymentProblem | null }
  /** The shopper can pay now. */
  | { phase: "payable"; payment: PaymentView; action: ScanAction; trouble: PaymentProblem | null }
  /** The code is being withdrawn and is not shown any more; a payment made a moment ago may still win. */
  | { phase: "retiring"; payment: PaymentView; trouble: PaymentProblem | null }
  /** The shop has to look at it: something does not fit, and paying again would be wrong. */
  | { phase: "attention"; payment: PaymentView; trouble: PaymentProblem | null }
  /** The money is held; the shop will take it. */
  | { phase: "authorized"; payment: PaymentView; trouble: PaymentProblem | null }
  | { phase: "completed"; payment: PaymentView }
  | { phase: "canceled"; payment: PaymentView }
  | { phase: "expired"; payment: PaymentView }
  | { phase: "failed"; payment: PaymentView }
  /** It cannot go on by itself; `problem.kind` chooses the words. */
  | { phase: "error"; payment: PaymentView | null; problem: PaymentProblem };

/** The words of `data-status`. */
export type PaymentPhase = PaymentState["phase"];

/** A cancel that the shopper asked for: on its way, or refused. */
export type Ending = { phase: "asked" } | { phase: "refused"; problem: PaymentProblem };

/** Pure: what a look, the clock and the shopper's wish to cancel add up to. */
export function paymentState(look: Look, timeUp: boolean, ending: Ending | null): PaymentState {
  const { view: payment, problem } = look;
  if (!payment) return unknownState(problem);
  if (payment.status === "completed" || payment.status === "canceled")
    return { phase: payment.status, payment };
  if (payment.status === "expired" || payment.status === "failed") return { phase: payment.status, payment };
  // Our capability is not taken any more: what is on the screen would never change again.
  if (problem && !problem.retryable) return { phase: "error", payment, problem };
  const trouble = problem ?? (ending?.phase === "refused" ? ending.problem : null);
  if (payment.needsAttention) return { phase: "attention", payment, trouble };
  if (payment.status === "authorized") return { phase: "authorized", payment, trouble };
  if (payment.retiring || ending?.phase === "asked") return { phase: "retiring", payment, trouble };
  if (payment.status === "created") return { phase: "starting", payment, trouble };
  // Without an action a code's time is over, and the server is finding out what became of it.
  if (timeUp || payment.nextAction?.kind !== "scan_qr") return { phase: "checking", payment, trouble };
  return { phase: "payable", payment, action: payment.nextAction, trouble };
}

/** No payment was named anywhere: what a status page without an address shows. */
export const noPaymentState: PaymentState = {
  phase: "error",
  payment: null,
  problem: createProblem("payment_not_found", "No payment was passed and the page's address names none."),
};

/** The request that failed while the last view is still shown; null in every other state. */
export function troubleOf(state: PaymentState): PaymentProblem | null {
  return "trouble" in state ? state.trouble : null;
}

function unknownState(problem: PaymentProblem | null): PaymentState {
  if (problem && !problem.retryable) return { phase: "error", payment: null, problem };
  return { phase: "checking", payment: null, trouble: problem };
}
