import type { PaymentView } from "@kaikei/server/contract";
import type { PaymentProblem } from "./wire/problem.ts";

/** What we know after asking: the newest view there has been, and how the last request went. */
export interface Look {
  view: PaymentView | null;
  problem: PaymentProblem | null;
  /** Failed requests in a row. */
  failures: number;
  /** Epoch milliseconds by the browser's clock: the server asked for no request before (`Retry-After`). */
  notBefore: number;
  /** Milliseconds until the next look; 0 when asking again would bring nothing new, until somebody acts. */
  pauseMs: number;
}

// Where a view says nothing yet (we have only the payment's id).
const firstLookMs = 2_000;
const fastestMs = 250;

/** A look that knows `view`, or nothing. */
export function lookOf(view: PaymentView | null): Look {
  const paceMs = view ? view.pollAfterMs : firstLookMs;
  const pauseMs = paceMs === null ? 0 : Math.max(paceMs, fastestMs);
  return { view, problem: null, failures: 0, notBefore: 0, pauseMs };
}

/** Of two views of one payment the newer: answers may overtake each other, `version` does not. */
export function newerView(known: PaymentView | null, next: PaymentView): PaymentView {
  if (known?.id !== next.id) return next;
  const ahead = next.version - known.version || next.serverTime - known.serverTime;
  return ahead < 0 ? known : next;
}
