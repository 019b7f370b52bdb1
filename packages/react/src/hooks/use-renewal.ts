"use client";

import { useEffect, useState } from "react";
import type { PaymentState } from "../payment-state.ts";
import type { Checkout } from "./use-checkout.ts";
import { usePageVisible } from "./use-page-visible.ts";

// A start that failed is tried again by itself: nobody may be near.
const afterErrorMs = 10_000;

/** What {@link useRenewal} gives. */
export interface Renewal {
  /** A new code is on its way without anybody's doing. */
  renewing: boolean;
  /** Her tap: a new code, and as many more by themselves as at first. */
  renew(): void;
}

/**
 * Asks for a new code when the last one has expired and the page can be seen, at most `max` times until somebody taps.
 * Only once the server says that it has expired: so there are never two that can be paid.
 */
export function useRenewal({ state, retry }: Checkout, order: string, max: number): Renewal {
  const [done, setDone] = useState({ order, times: 0 });
  const times = done.order === order ? done.times : 0;
  const pauseMs = pauseBefore(state);
  const visible = usePageVisible();
  const renewing = pauseMs !== null && visible && times < max;

  useEffect(() => {
    if (!renewing) return;
    const timer = setTimeout(() => {
      setDone({ order, times: times + 1 });
      void retry();
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [renewing, pauseMs, order, times, retry]);

  const renew = () => {
    setDone({ order, times: 0 });
    void retry();
  };
  return { renewing, renew };
}

/** Null where there is nothing to renew. */
function pauseBefore(state: PaymentState): number | null {
  if (state.phase === "expired") return 0;
  return state.phase === "error" && state.problem.retryable ? afterErrorMs : null;
}
