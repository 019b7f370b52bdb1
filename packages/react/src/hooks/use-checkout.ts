"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { useCallback, useEffect, useState } from "react";
import type { PaymentState } from "../payment-state.ts";
import { usePayment } from "./use-payment.ts";
import {
  type OrderOnPage,
  type StartOptions,
  type StartState,
  useStartPayment,
} from "./use-start-payment.ts";

/** Options of {@link useCheckout}. A changed `revision` or `amount` drops the shown code at once and asks for a new one. */
export interface UseCheckoutOptions extends OrderOnPage {
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
  revision,
  amount,
  wait = false,
  onComplete,
}: UseCheckoutOptions): Checkout {
  const { state: starting, start, reset: forget } = useStartPayment(order, { revision, amount });
  const started = starting.phase === "started" ? starting.grant : null;

  // The server's payment holds until the shopper asks for another one, or what is to be paid has changed.
  const givenId = initial?.payment.order === order ? initial.payment.id : null;
  const subject = JSON.stringify([givenId, revision, amount?.value, amount?.currency]);
  const [held, setHeld] = useState({ givenId, subject, dropped: false });
  if (held.givenId !== givenId) setHeld({ givenId, subject, dropped: false });
  else if (held.subject !== subject && !held.dropped) setHeld({ ...held, dropped: true });
  const holds = initial && givenId !== null && !held.dropped && !isForAnother(amount, initial.payment);
  const given = holds ? initial : null;

  // What is paid stays on the screen: a shop that empties its cart then changes the revision, too.
  const [paid, setPaid] = useState<PaymentGrant | null>(null);
  const kept = paid?.payment.order === order ? paid : null;
  const source = kept ?? given ?? started;
  const followed = usePayment(source, { fresh: !given || kept !== null, onComplete });
  const isPaid = followed.state.phase === "completed" || followed.state.phase === "authorized";
  useEffect(() => {
    if (isPaid) setPaid(source);
  }, [isPaid, source]);

  const needsStart = !wait && !kept && !given;
  useEffect(() => {
    if (needsStart) void start();
  }, [needsStart, start]);

  const drop = useCallback(() => {
    setHeld((held) => ({ ...held, dropped: true }));
    setPaid(null);
  }, []);
  const retry = useCallback(
    async (options?: StartOptions) => {
      // Dropping what was given starts one by the effect above; from then on we start it here.
      drop();
      if (needsStart || wait) await start(options);
    },
    [needsStart, wait, start, drop],
  );
  const reset = useCallback(() => {
    drop();
    forget();
  }, [drop, forget]);

  const state = source ? followed.state : stateOf(starting, wait);
  return { state, retry, reset, cancel: followed.cancel };
}

/** A code that can be paid, at another price than the page's. */
function isForAnother(shown: OrderOnPage["amount"], { nextAction, amount }: PaymentView): boolean {
  if (!shown || nextAction?.kind !== "scan_qr") return false;
  return shown.value !== amount.value || shown.currency !== amount.currency;
}

function stateOf(starting: StartState, wait: boolean): PaymentState {
  if (starting.phase === "error") return { phase: "error", payment: null, problem: starting.problem };
  if (starting.phase === "idle" && wait) return { phase: "ready", payment: null };
  const charging = starting.phase === "starting" && starting.method === "linked_account";
  return { phase: charging ? "charging" : "starting", payment: null, trouble: null };
}
