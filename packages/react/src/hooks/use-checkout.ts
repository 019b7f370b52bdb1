"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { useCallback, useEffect, useState } from "react";
import type { PaymentState } from "../payment-state.ts";
import { usePayment } from "./use-payment.ts";
import { type StartState, useStartPayment } from "./use-start-payment.ts";

/** Options of {@link useCheckout}. */
export interface UseCheckoutOptions {
  /** The shop's name of the order. */
  order: string;
  /** An existing payment of the order, from the server's rendering; without it one is started on mount. */
  payment?: PaymentGrant | undefined;
  /** The shopper has seen that it is paid: once per mount. */
  onComplete?: ((payment: PaymentView) => void) | undefined;
}

/** What {@link useCheckout} gives. */
export interface Checkout {
  state: PaymentState;
  /** A new code after the last one ended, or another try after an error. */
  retry(): Promise<void>;
  cancel(): Promise<void>;
}

/** Starts an order's payment and follows it: the state behind `<PayPayQr>`. */
export function useCheckout({ order, payment: initial, onComplete }: UseCheckoutOptions): Checkout {
  const { state: starting, start } = useStartPayment(order);
  // The server's payment holds until the shopper asks for another one.
  const [renewed, setRenewed] = useState(false);
  const given = !renewed && initial?.payment.order === order ? initial : null;
  const started = starting.phase === "started" ? starting.grant : null;
  const followed = usePayment(given ?? started, { fresh: !given, onComplete });

  const needsStart = !given;
  useEffect(() => {
    if (needsStart) void start();
  }, [needsStart, start]);

  const retry = useCallback(async () => {
    // Turning `given` off starts one by the effect above; from then on we start it here.
    setRenewed(true);
    if (needsStart) await start();
  }, [needsStart, start]);

  return { state: given || started ? followed.state : stateOf(starting), retry, cancel: followed.cancel };
}

function stateOf(starting: StartState): PaymentState {
  if (starting.phase === "error") return { phase: "error", payment: null, problem: starting.problem };
  return { phase: "starting", payment: null, trouble: null };
}
