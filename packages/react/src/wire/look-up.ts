// Loaded with the first request.
import type { PaymentView } from "@kaikei/server/contract";
import { type Look, lookOf, newerView } from "../look.ts";
import { type Answer, type Endpoint, fetchPayment, type PaymentReference } from "./client.ts";

export { cancelPayment } from "./client.ts";

const slowestMs = 30_000;

/** Asks how a payment stands, and adds the answer to what is known. */
export async function lookUp(
  endpoint: Endpoint,
  payment: PaymentReference,
  options: { signal: AbortSignal; returned: boolean },
  known: () => Look,
): Promise<Look> {
  const answer = await fetchPayment(endpoint, payment, options);
  return options.signal.aborted ? known() : afterAnswer(known(), answer, Date.now(), Math.random);
}

/** What is known after one more answer. `now` is the browser's clock. */
export function afterAnswer(
  known: Look,
  answer: Answer<PaymentView>,
  now: number,
  random: () => number,
): Look {
  if (answer.ok) return lookOf(newerView(known.view, answer.value));
  const { problem } = answer;
  const { retryAfterMs } = problem;
  const failures = known.failures + 1;
  return {
    view: known.view,
    problem,
    failures,
    notBefore: retryAfterMs === null ? 0 : now + retryAfterMs,
    pauseMs: problem.retryable ? pauseAfter(known.view, failures, retryAfterMs, random) : 0,
  };
}

/**
 * After failures the server's pace is doubled each time, up to 30 s, with up to half as much again at random, so that
 * many browsers do not come back together.
 */
function pauseAfter(
  view: PaymentView | null,
  failures: number,
  retryAfterMs: number | null,
  random: () => number,
): number {
  const paceMs = lookOf(view).pauseMs || slowestMs;
  const backOffMs = Math.min(slowestMs, paceMs * 2 ** failures) * (1 + random() / 2);
  // A little after the moment that was named, so that a timer that fires early is not refused, nor all at once.
  return Math.max(backOffMs, (retryAfterMs ?? 0) + 50 + paceMs * random());
}
