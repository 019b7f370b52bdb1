"use client";

import { useEffect, useMemo, useRef } from "react";
import { type Ending, type PaymentState, paymentState } from "../payment-state.ts";
import type { UsePaymentOptions } from "./use-payment.ts";
import type { PaymentLooks } from "./use-payment-looks.ts";
import { useTimeUp } from "./use-time-up.ts";

/** What the shopper sees of the looks at a payment; `ending` is her wish to cancel it, where she can. */
export function usePaymentState(
  { look, lookNow }: PaymentLooks,
  ending: Ending | null,
  onComplete?: UsePaymentOptions["onComplete"],
): PaymentState {
  const timeUp = useTimeUp(look.view, lookNow);
  const state = useMemo(() => paymentState(look, timeUp, ending), [look, timeUp, ending]);
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (state.phase !== "completed" || told.current === state.payment.id) return;
    told.current = state.payment.id;
    onComplete?.(state.payment);
  }, [state, onComplete]);
  return state;
}
