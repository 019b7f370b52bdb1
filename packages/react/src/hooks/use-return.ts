"use client";

import { useEffect, useRef } from "react";
import type { PaymentState } from "../payment-state.ts";
import { useLatest } from "./use-latest.ts";

const results: { readonly [Phase in PaymentState["phase"]]?: true } = {
  authorized: true,
  completed: true,
  canceled: true,
  failed: true,
};

/** True once the result of a payment is on the screen; calls `onReturn` after `afterMs` of it, once per payment. */
export function useReturn(state: PaymentState, afterMs: number, onReturn: () => void): boolean {
  const latest = useLatest(onReturn);
  const returned = useRef<string | null>(null);
  const over = results[state.phase] ? (state.payment?.id ?? null) : null;

  useEffect(() => {
    if (over === null || returned.current === over) return;
    const timer = setTimeout(() => {
      returned.current = over;
      latest.current();
    }, afterMs);
    return () => clearTimeout(timer);
  }, [over, afterMs, latest]);

  return over !== null;
}
