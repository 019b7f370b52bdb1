"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { useCallback, useEffect, useState } from "react";
import type { PaymentPhase, PaymentState } from "../payment-state.ts";
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
  /** The shopper has seen that it is paid (`completed`; not that money is held): once per mount. */
  onComplete?: ((payment: PaymentView) => void) | undefined;
}

/** What {@link useCheckout} gives. */
export interface Checkout {
  state: PaymentState;
  /** A new payment after the last one ended, another try after an error, or the first one with `wait`. */
  retry(options?: StartOptions): Promise<void>;
  /** With `wait`: back to `ready`, from a payment that has ended. */
  reset(): void;
  /** Withdraws the payment while it is unpaid; the state says what became of it. */
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
  const terms = JSON.stringify([revision, amount?.value, amount?.currency]);
  const [held, setHeld] = useState({ givenId, terms, dropped: false });
  if (held.givenId !== givenId) setHeld({ givenId, terms, dropped: false });
  else if (held.terms !== terms && !held.dropped) setHeld({ ...held, dropped: true });
  const holds = initial && givenId !== null && !held.dropped && !isForAnother(amount, initial.payment);
  const given = holds ? initial : null;

  // What cannot be paid any more stays on the screen, though the server's next rendering is without it: a new code waits
  // for her tap, or for other terms. What is paid, or may be, outlives those, too: a shop that empties its cart changes them.
  const [last, setLast] = useState<Kept | null>(null);
  const kept = last && stillHolds(last, order, terms, givenId) ? last : null;
  const source = kept?.grant ?? given ?? started;
  const followed = usePayment(source, { fresh: !given || kept !== null, onComplete });
  const { phase } = followed.state;
  // Of an error nobody knows what is behind it: what it was before.
  const outlives = outlivesTerms(phase) || (phase === "error" && kept?.outlives === true);
  const itsTerms = kept?.outlives ? kept.terms : terms;
  // A tap on "try again" would be for another price than the one that was declined.
  const isPast = wait && phase === "failed" && itsTerms !== terms;
  const stays = source !== null && !isPast && (outlives || !canBePaid(phase));
  useEffect(() => {
    setLast(stays ? { grant: source, terms: outlives ? itsTerms : terms, outlives } : null);
  }, [stays, source, itsTerms, terms, outlives]);

  const needsStart = !wait && !given && (kept === null || kept.grant === started);
  useEffect(() => {
    if (needsStart) void start();
  }, [needsStart, start]);

  const reset = useCallback(() => {
    setHeld((held) => ({ ...held, dropped: true }));
    setLast(null);
    forget();
  }, [forget]);

  const retry = useCallback(
    async (options?: StartOptions) => {
      // Dropping what there was starts one by the effect above; from then on we start it here.
      reset();
      if (needsStart || wait) await start(options);
    },
    [needsStart, wait, start, reset],
  );

  // Asked for while PayPay was slow to withdraw the code of earlier terms: the answer was that one.
  const isReplaced = !wait && source === started && started?.payment.retiring === true && isUnpaid(phase);
  useEffect(() => {
    if (isReplaced) void retry();
  }, [isReplaced, retry]);

  const state = source && !isPast && !isReplaced ? followed.state : stateOf(starting, wait);
  return { state, retry, reset, cancel: followed.cancel };
}

/** Her money is taken, or may be: no other code, or tap, can be offered in its place. */
function outlivesTerms(phase: PaymentPhase): boolean {
  return ["completed", "authorized", "charging", "approving", "attention"].includes(phase);
}

function isUnpaid(phase: PaymentPhase): boolean {
  return phase === "canceled" || phase === "expired" || phase === "failed";
}

/** Where another payment in its place is no surprise. */
function canBePaid(phase: PaymentPhase): boolean {
  return phase === "payable" || phase === "requested" || phase === "error";
}

/** What stays on the screen, with the terms that it was begun under. */
interface Kept {
  grant: PaymentGrant;
  terms: string;
  outlives: boolean;
}

function stillHolds(
  { grant: { payment }, terms: itsTerms, outlives }: Kept,
  order: string,
  terms: string,
  givenId: string | null,
): boolean {
  if (payment.order !== order || outlives) return payment.order === order;
  return itsTerms === terms && (givenId === null || givenId === payment.id);
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
