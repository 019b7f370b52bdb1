"use client";

import { useEffect, useState } from "react";
import type { PaymentState } from "../payment-state.ts";
import type { Checkout } from "./use-checkout.ts";
import { usePageVisible } from "./use-page-visible.ts";

// A start that failed is tried again by itself: nobody may be near. Doubled each time, five times at most.
const firstPauseMs = 10_000;
const doublings = 5;

/** What {@link useRenewal} gives. */
export interface Renewal {
  /** A new code is on its way without anybody's doing. */
  renewing: boolean;
  /** Her tap: a new code, and as many more by themselves as at first. */
  renew(): void;
}

/**
 * Asks for a new code when the last one has expired and the page can be seen, at most `max` times until somebody taps.
 * Only once the server says that it has expired: so there are never two that can be paid. What brings no code that can
 * be paid is done ever more rarely.
 */
export function useRenewal({ state, retry }: Checkout, order: string, max: number): Renewal {
  const [done, setDone] = useState({ order, times: 0, inVain: 0 });
  const times = done.order === order ? done.times : 0;
  const { inVain } = done;
  if (state.phase === "payable" && inVain > 0) setDone({ ...done, inVain: 0 });
  const visible = usePageVisible();
  const pauseMs = visible && times < max ? pauseBefore(state, inVain) : null;

  useEffect(() => {
    if (pauseMs === null) return;
    const timer = setTimeout(() => {
      setDone({ order, times: times + 1, inVain: inVain + 1 });
      void retry();
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [pauseMs, order, times, inVain, retry]);

  const renew = () => {
    setDone({ order, times: 0, inVain });
    void retry();
  };
  return { renewing: pauseMs === 0, renew };
}

/** Null where there is nothing to renew. */
function pauseBefore(state: PaymentState, inVain: number): number | null {
  if (state.phase === "expired" && inVain === 0) return 0;
  const isDue = state.phase === "expired" || (state.phase === "error" && state.problem.retryable);
  return isDue ? firstPauseMs * 2 ** Math.min(inVain, doublings) : null;
}
