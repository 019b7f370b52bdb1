import type { NextAction, PaymentView } from "@kaikei/server/contract";
import type { Look } from "./look.ts";
import { isStuck, type PaymentProblem } from "./wire/problem.ts";

type ActionOf<Kind extends NextAction["kind"]> = Extract<NextAction, { kind: Kind }>;

/**
 * What the shopper sees, as one union. `trouble` is a request that just failed while the last known view is still
 * good to show; with a retryable one, asking goes on by itself.
 */
export type PaymentState =
  /** Nothing has been started: her tap does it. */
  | { phase: "ready"; payment: null }
  /** Asking the server how things stand: nothing is known yet, or the code's time has just run out. */
  | { phase: "checking"; payment: PaymentView | null; trouble: PaymentProblem | null }
  /** The code is being made. */
  | { phase: "starting"; payment: PaymentView | null; trouble: PaymentProblem | null }
  /** Her linked account is being charged, and nobody knows the outcome yet. */
  | { phase: "charging"; payment: PaymentView | null; trouble: PaymentProblem | null }
  /** She has to allow something in the PayPay app: at `action.url` where there is one, until `action.until`. */
  | {
      phase: "approving";
      payment: PaymentView;
      action: ActionOf<"approve">;
      trouble: PaymentProblem | null;
    }
  /** A request for the money waits in her PayPay app, until `action.until`. */
  | {
      phase: "requested";
      payment: PaymentView;
      action: ActionOf<"open_wallet">;
      trouble: PaymentProblem | null;
    }
  /** The shopper can pay now. */
  | { phase: "payable"; payment: PaymentView; action: ActionOf<"scan_qr">; trouble: PaymentProblem | null }
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

/** A cancel that the shopper asked for. */
export interface Ending {
  /** Why it was refused; null while it is on its way. */
  problem: PaymentProblem | null;
}

/** Pure: what a look, the clock and the shopper's wish to cancel add up to. */
export function paymentState(look: Look, timeUp: boolean, ending: Ending | null): PaymentState {
  const { view: payment, problem } = look;
  if (!payment) return unknownState(problem);
  const { status, nextAction: action } = payment;
  if (status === "completed" || status === "canceled" || status === "expired" || status === "failed")
    return { phase: status, payment };
  // Our capability is not taken any more: what is on the screen would never change again.
  if (problem && !problem.retryable) return { phase: "error", payment, problem };
  const trouble = problem ?? ending?.problem ?? null;
  if (payment.needsAttention) return { phase: "attention", payment, trouble };
  if (action?.kind === "approve") return { phase: "approving", payment, action, trouble };
  if (status === "authorized") return { phase: "authorized", payment, trouble };
  if (payment.retiring || ending?.problem === null) return { phase: "retiring", payment, trouble };
  if (!timeUp && action?.kind === "open_wallet") return { phase: "requested", payment, action, trouble };
  if (!timeUp && action?.kind === "scan_qr") return { phase: "payable", payment, action, trouble };
  // No code belongs to it: what is not known yet is whether the money was taken.
  if (payment.method !== "code") return { phase: "charging", payment, trouble };
  if (status === "created") return { phase: "starting", payment, trouble };
  // Without an action a code's time is over, and the server is finding out what became of it.
  return { phase: "checking", payment, trouble };
}

/** No payment was named anywhere: what a status page without an address shows. */
export const noPaymentState: PaymentState = {
  phase: "error",
  payment: null,
  problem: {
    code: "payment_not_found",
    kind: "missing",
    retryable: false,
    retryAfterMs: null,
    message: "No payment was passed, and the address names none.",
  },
};

function unknownState(problem: PaymentProblem | null): PaymentState {
  if (problem && isStuck(problem)) return { phase: "error", payment: null, problem };
  return { phase: "checking", payment: null, trouble: problem };
}
