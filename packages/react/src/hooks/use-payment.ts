"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { type Ending, type PaymentState, paymentState } from "../payment-state.ts";
import type { PaymentReference } from "../wire/client.ts";
import { load, requests } from "../wire/load.ts";
import { useLatest } from "./use-latest.ts";
import { usePaymentLooks } from "./use-payment-looks.ts";
import { useTimeUp } from "./use-time-up.ts";

/** Options of {@link usePayment}. */
export interface UsePaymentOptions {
  /** The grant was received this moment, so there is no need to look at once. */
  fresh?: boolean;
  /** The shopper has seen that it is paid: once per mount. Fulfilment belongs to the server's `onPaid`. */
  onComplete?: ((payment: PaymentView) => void) | undefined;
}

/** What {@link usePayment} gives. */
export interface FollowedPayment {
  state: PaymentState;
  /** Withdraws the payment; the state says what became of it. */
  cancel(): Promise<void>;
  /** Asks the server now. */
  look(): void;
}

/**
 * Follows a payment until it is settled: by a stream of the server's, and without one by polling, one request at a
 * time, at the server's pace (`pollAfterMs`). Neither while the tab is hidden; one look at once on return. `null` waits.
 *
 * @example
 * ```tsx
 * const { state, cancel } = usePayment(grant, { onComplete: () => router.push("/thanks") });
 * ```
 */
export function usePayment(
  source: PaymentGrant | PaymentReference | null,
  options: UsePaymentOptions = {},
): FollowedPayment {
  const { endpoint } = useKaikeiSettings();
  const initial = source && "payment" in source ? source.payment : null;
  const id = initial?.id ?? (source && "id" in source ? source.id : "");
  const token = source?.token ?? "";
  const reference = useMemo(() => (id ? { id, token } : null), [id, token]);
  const { look, lookNow, learn } = usePaymentLooks(reference, initial, options.fresh ?? false);
  const [asked, setAsked] = useState<{ id: string; at: number; ending: Ending } | null>(null);

  const timeUp = useTimeUp(look.view, lookNow);
  const seenAt = look.view?.serverTime ?? 0;
  const ending = asked && asked.id === id && !isOver(asked.ending, asked.at < seenAt) ? asked.ending : null;
  const state = useMemo(() => paymentState(look, timeUp, ending), [look, timeUp, ending]);
  const latestSeenAt = useLatest(seenAt);
  useComplete(state, options.onComplete);

  const cancel = useCallback(async () => {
    if (!reference) return;
    const { id } = reference;
    setAsked({ id, at: 0, ending: { phase: "asked" } });
    const { cancelPayment } = await load(requests);
    const answer = await cancelPayment(endpoint, reference);
    if (answer.ok) {
      learn(answer.value);
      setAsked(null);
      return;
    }
    setAsked({ id, at: latestSeenAt.current, ending: { phase: "refused", problem: answer.problem } });
    // It may have been paid, or canceled with the answer lost: only a look knows.
    lookNow();
  }, [endpoint, reference, learn, lookNow, latestSeenAt]);

  return { state, cancel, look: lookNow };
}

/** A request that got lost is forgotten once the server answers again; a refusal stays on the screen. */
function isOver(ending: Ending, seenSince: boolean): boolean {
  return ending.phase === "refused" && ending.problem.retryable && seenSince;
}

function useComplete(state: PaymentState, onComplete: UsePaymentOptions["onComplete"]): void {
  const told = useRef<string | null>(null);
  const completed = state.phase === "completed" ? state.payment : null;
  useEffect(() => {
    if (!completed || told.current === completed.id) return;
    told.current = completed.id;
    onComplete?.(completed);
  }, [completed, onComplete]);
}
