import type { PaymentView } from "@kaikei/server/contract";
import type { Answer } from "./wire/client.ts";
import type { PaymentProblem } from "./wire/problem.ts";

/** What we know after asking: the newest view there has been, and how the last request went. */
export interface Look {
  view: PaymentView | null;
  problem: PaymentProblem | null;
  /** Failed requests in a row. */
  failures: number;
  /** Epoch milliseconds by the browser's clock: the server asked for no request before (`Retry-After`). */
  notBefore: number;
}

// Where a view says nothing yet (we have only the payment's id).
const firstLookMs = 2_000;
const slowestMs = 30_000;

/** A look that knows `view`, or nothing. */
export function lookOf(view: PaymentView | null): Look {
  return { view, problem: null, failures: 0, notBefore: 0 };
}

/** What is known after one more answer. `now` is the browser's clock. */
export function afterAnswer(known: Look, answer: Answer<PaymentView>, now: number): Look {
  if (answer.ok) return lookOf(newerView(known.view, answer.value));
  const { problem } = answer;
  const notBefore = problem.retryAfterMs === null ? 0 : now + problem.retryAfterMs;
  return { view: known.view, problem, failures: known.failures + 1, notBefore };
}

/** Of two views of one payment the newer: answers may overtake each other, `version` does not. */
export function newerView(known: PaymentView | null, next: PaymentView): PaymentView {
  if (!known || known.id !== next.id || next.version > known.version) return next;
  if (next.version < known.version) return known;
  return next.serverTime >= known.serverTime ? next : known;
}

/** True when asking again would bring nothing new, until somebody acts. */
export function isSettled(look: Look): boolean {
  if (look.problem) return !look.problem.retryable;
  return look.view !== null && look.view.pollAfterMs === null;
}

/**
 * Milliseconds until the next look; 0 means never. After failures the server's pace is doubled each time, up to
 * 30 s, with up to half as much again at random, so that many browsers do not come back together.
 */
export function lookIntervalMs(look: Look, now: number, random: () => number): number {
  if (isSettled(look)) return 0;
  const paceMs = Math.max(look.view?.pollAfterMs ?? firstLookMs, 250);
  if (look.failures === 0) return paceMs;
  const backOffMs = Math.min(slowestMs, paceMs * 2 ** look.failures) * (1 + random() / 2);
  // A little after the moment that was named, so that a timer that fires early is not refused, nor all at once.
  return Math.max(backOffMs, look.notBefore - now + 50 + paceMs * random());
}
