// Loaded once there is a payment on the screen.
import type { PaymentView } from "@kaikei/server/contract";
import type { PaymentReference } from "../wire/client.ts";
import { followPayment } from "./follow-payment.ts";

/** Who wants to hear of a payment. */
export interface LiveListener {
  fetch: typeof globalThis.fetch;
  /** The newest version that is known, whoever brought it. */
  seenVersion(): number | null;
  onView(view: PaymentView): void;
  /** True while the channel can be relied on, so that nobody needs to poll. */
  onHealth(healthy: boolean): void;
}

// Between tries; after them the last one again and again. A stream that held for so long starts anew.
const pausesMs = [5_000, 15_000, 45_000, 120_000];
const steadyMs = 30_000;

/**
 * Keeps a stream open while the tab is visible and online, until the function that it gives is called. It is a way to
 * hear sooner and no more: whatever goes wrong is tried again later, ever more rarely, and a server without streams
 * is never asked twice.
 */
export function keepStream(
  basePath: string,
  payment: PaymentReference,
  listener: () => LiveListener,
): () => void {
  let failures = 0;
  let notBefore = 0;
  let stop: (() => void) | null = null;

  const start = () => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = async () => {
      const startedAt = Date.now();
      // A fetch that is written in place is another one in each render: that must not close anything.
      const { fetch, seenVersion } = listener();
      const { kind, waitMs } = await followPayment({ basePath, fetch }, payment, {
        signal,
        seenVersion: seenVersion(),
        onSign: () => listener().onHealth(true),
        onView: (view) => listener().onView(view),
      });
      if (signal.aborted) return;
      listener().onHealth(false);
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
      listener().onHealth(false);
    };
  };

  const end = () => {
    stop?.();
    stop = null;
  };
  const follow = () => {
    if (document.hidden || !navigator.onLine) end();
    else stop ??= start();
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  // A page with an open stream would not be kept for the back button.
  addEventListener("pagehide", end);
  for (const event of ["pageshow", "online", "offline"]) addEventListener(event, follow);
  return () => {
    end();
    document.removeEventListener("visibilitychange", follow);
    removeEventListener("pagehide", end);
    for (const event of ["pageshow", "online", "offline"]) removeEventListener(event, follow);
  };
}
