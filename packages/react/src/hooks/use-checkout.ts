"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { useCallback, useEffect, useState } from "react";
import type { PaymentState } from "../payment-state.ts";
import { usePayment } from "./use-payment.ts";
import { type StartOptions, type StartState, useStartPayment } from "./use-start-payment.ts";

/** Options of {@link useCheckout}. */
export interface UseCheckoutOptions {
  /** The shop's name of the order. */
  order: string;
  /** An existing payment of the order, from the server's rendering; without it one is started on mount. */
  payment?: PaymentGrant | undefined;
  /** Starts nothing on mount: waits in the phase `ready` until `retry` is called. */
  wait?: boolean | undefined;
  /** The shopper has seen that it is paid: once per mount. */
  onComplete?: ((payment: PaymentView) => void) | undefined;
}

/** What {@link useCheckout} gives. */
export interface Checkout {
  state: PaymentState;
  /** A new payment after the last one ended, another try after an error, or the first one with `wait`. */
  retry(options?: StartOptions): Promise<void>;
  /** With `wait`: back to `ready`, from a payment that has ended. */
  reset(): void;
  cancel(): Promise<void>;
}

/** Starts an order's payment and follows it: the state behind `<PayPayQr>`, and with `wait` behind `<PayPayButton>`. */
export function useCheckout({
  order,
  payment: initial,
  wait = false,
  onComplete,
}: UseCheckoutOptions): Checkout {
  const { state: starting, start, reset: forget } = useStartPayment(order);
  // The server's payment holds until the shopper asks for another one.
  const [renewed, setRenewed] = useState(false);
  const given = !renewed && initial?.payment.order === order ? initial : null;
  const started = starting.phase === "started" ? starting.grant : null;
  const followed = usePayment(given ?? started, { fresh: !given, onComplete });

  const needsStart = !given && !wait;
  useEffect(() => {
    if (needsStart) void start();
  }, [needsStart, start]);

  const retry = useCallback(
    async (options?: StartOptions) => {
      // Turning `given` off starts one by the effect above; from then on we start it here.
      setRenewed(true);
      if (needsStart || wait) await start(options);
    },
    [needsStart, wait, start],
  );
  const reset = useCallback(() => {
    setRenewed(true);
    forget();
  }, [forget]);

  const state = given || started ? followed.state : stateOf(starting, wait);
  return { state, retry, reset, cancel: followed.cancel };
}

function stateOf(starting: StartState, wait: boolean): PaymentState {
  if (starting.phase === "error") return { phase: "error", payment: null, problem: starting.problem };
  if (starting.phase === "idle" && wait) return { phase: "ready", payment: null };
  const charging = starting.phase === "starting" && starting.method === "linked_account";
  return { phase: charging ? "charging" : "starting", payment: null, trouble: null };
}
