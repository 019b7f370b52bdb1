// Loaded with the first request.
import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { type Look, lookOf, newerView } from "../look.ts";
import {
  type Answer,
  type Endpoint,
  fetchPayment,
  type PaymentReference,
  type StartRequest,
  startPayment,
} from "./client.ts";
import { createSharedRequests, type SharedRequests } from "./shared-requests.ts";

export { cancelPayment } from "./client.ts";

// By the fetch that carries them, so that two providers with one endpoint share and two shops in one page do not.
const starts = new WeakMap<Endpoint["fetch"], SharedRequests<Answer<PaymentGrant>>>();
const looks = createSharedRequests<Look>();

const slowestMs = 30_000;

/** Starts a payment, or joins the same request of this page that is under way. `turn` tells it from an earlier one. */
export function startOnce(endpoint: Endpoint, request: StartRequest, turn: string) {
  const shared = starts.get(endpoint.fetch) ?? createSharedRequests<Answer<PaymentGrant>>();
  starts.set(endpoint.fetch, shared);
  const key = `${endpoint.basePath} ${turn} ${JSON.stringify(request)}`;
  return shared.send(key, () => startPayment(endpoint, request));
}

/**
 * Somebody wants to know of what `key` asks for, and whenever she comes back to the page; `kept` when it is shown as she
 * left it. When the last one leaves, the request is aborted.
 */
export function watchLooks(key: string, onReturn: (kept: boolean) => void): () => void {
  const leave = looks.watch(key);
  const onShow = (event: Event) => {
    if (!document.hidden) onReturn("persisted" in event && event.persisted === true);
  };
  document.addEventListener("visibilitychange", onShow);
  addEventListener("pageshow", onShow);
  return () => {
    document.removeEventListener("visibilitychange", onShow);
    removeEventListener("pageshow", onShow);
    leave();
  };
}

/**
 * Asks how a payment stands and adds the answer to what is known, or joins the request that does. `returned`: the shopper
 * has come back to the page, and no look has been answered since.
 */
export async function lookUp(
  key: string,
  endpoint: Endpoint,
  payment: PaymentReference,
  returned: { current: boolean },
  known: () => Look,
): Promise<Look> {
  const look = await looks.send(key, async (signal) => {
    const answer = await fetchPayment(endpoint, payment, { signal, returned: returned.current });
    return signal.aborted ? known() : afterAnswer(known(), answer, Date.now(), Math.random);
  });
  if (!look.problem) returned.current = false;
  return look;
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
