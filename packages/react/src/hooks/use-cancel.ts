"use client";

import { useCallback, useState } from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { Ending } from "../payment-state.ts";
import { loadInTime, notSent, requests } from "../wire/load.ts";
import { useLatest } from "./use-latest.ts";
import type { PaymentLooks } from "./use-payment-looks.ts";

interface Asked extends Ending {
  id: string;
  /** When the payment had been seen as the answer came, by the server's clock. */
  at: number;
}

/** The shopper's wish to cancel a payment, and what became of it. */
export function useCancel({ reference, look, lookNow, learn }: PaymentLooks) {
  const { endpoint } = useKaikeiSettings();
  const [asked, setAsked] = useState<Asked | null>(null);
  const seenAt = look.view?.serverTime ?? 0;
  const latestSeenAt = useLatest(seenAt);

  const cancel = useCallback(async () => {
    if (!reference) return;
    const { id } = reference;
    setAsked({ id, at: 0, problem: null });
    const sender = await loadInTime(requests);
    const answer = (await sender?.cancelPayment(endpoint, reference)) ?? notSent;
    if (answer.ok) {
      learn(answer.value);
      setAsked(null);
      return;
    }
    setAsked({ id, at: latestSeenAt.current, problem: answer.problem });
    // It may have been paid, or canceled with the answer lost: only a look knows.
    lookNow();
  }, [endpoint, reference, learn, lookNow, latestSeenAt]);

  // A request that got lost is forgotten once the server answers again; a refusal stays on the screen.
  const isOver = asked?.problem?.retryable && asked.at < seenAt;
  return { ending: asked?.id === reference?.id && !isOver ? asked : null, cancel };
}
