import type { PaymentView } from "@kaikei/server/contract";
import type { PaymentReference } from "../wire/client.ts";
import { followPayment } from "./follow-payment.ts";

/** What a stream needs and tells. */
interface StreamListener {
  fetch: typeof globalThis.fetch;
  /** The newest version that is known, whoever brought it. */
  seenVersion(): number | null;
  onView(view: PaymentView): void;
  /** True at each sign of life; false when the stream is not there any more. */
  onHealth(healthy: boolean): void;
}

// Between tries; after them the last one again and again. A stream that held for so long starts anew.
const pausesMs = [5_000, 15_000, 45_000, 120_000];
const steadyMs = 30_000;

/**
 * A stream that is kept open from `open()` until the function that it gives is called. Whatever goes wrong is tried
 * again later, ever more rarely, and a server without streams is never asked twice, however often it is opened.
 */
export function createStream(basePath: string, payment: PaymentReference, listener: StreamListener) {
  const { fetch, seenVersion, onView, onHealth } = listener;
  let failures = 0;
  let notBefore = 0;

  const open = () => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = async () => {
      const startedAt = Date.now();
      const { kind, waitMs } = await followPayment({ basePath, fetch }, payment, {
        signal,
        seenVersion: seenVersion(),
        onSign: () => onHealth(true),
        onView,
      });
      if (signal.aborted) return;
      onHealth(false);
      if (Date.now() - startedAt > steadyMs) failures = 0;
      const pauseMs = pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 0;
      if (kind === "refused") notBefore = Number.POSITIVE_INFINITY;
      else {
        if (kind === "broken") failures += 1;
        const restMs = kind === "asked" ? waitMs : Math.max(waitMs, pauseMs);
        // Spread, so that the browsers of a server that stopped do not come back together.
        notBefore = Date.now() + restMs * (1 + Math.random() / 2);
      }
      schedule();
    };
    const schedule = () => {
      // Also at first in a turn of its own: StrictMode leaves and comes back within one.
      if (notBefore < Number.POSITIVE_INFINITY)
        timer = setTimeout(connect, Math.max(0, notBefore - Date.now()));
    };
    schedule();
    return () => {
      clearTimeout(timer);
      controller.abort();
      onHealth(false);
    };
  };
  return { open };
}
