"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWR from "swr";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { afterAnswer, isSettled, type Look, lookIntervalMs, lookOf, newerView } from "../look.ts";
import { fetchPayment, type PaymentReference } from "../wire/client.ts";
import { createSharedRequests } from "../wire/shared-requests.ts";
import { ownSwr } from "./own-swr.ts";
import { usePaymentStream } from "./use-payment-stream.ts";

/** What {@link usePaymentLooks} gives. */
export interface PaymentLooks {
  look: Look;
  /** Asks now, or joins the request that is under way. */
  lookNow(): void;
  /** Takes in a view that another request brought. */
  learn(view: PaymentView): void;
}

const requests = createSharedRequests<Look>();

/**
 * Follows one payment: by its stream, and where that is not to be had by polling with SWR. The fetcher never throws: a failure is part of what we know, so the one timer that
 * SWR keeps (`refreshInterval`) serves the pace and the back-off alike, and rests for both while the tab is hidden.
 */
export function usePaymentLooks(
  reference: PaymentReference | null,
  initial: PaymentView | null,
  fresh: boolean,
): PaymentLooks {
  const { endpoint, live } = useKaikeiSettings();
  const id = reference?.id ?? "";
  const token = reference?.token ?? "";
  // The prefix keeps us apart from the shop's own keys; the token is part of what may be seen.
  const key = id && `@kaikei/react ${endpoint.basePath} ${id} ${token}`;
  const fallbackData = useMemo(() => lookOf(initial), [initial]);
  const known = useRef(fallbackData);
  const [settled, setSettled] = useState(isSettled(fallbackData));

  const [streaming, setStreaming] = useState(false);
  const returned = useReturned(!fresh);

  const fetchLook = () =>
    requests.send(key, async (signal) => {
      const answer = await fetchPayment(endpoint, { id, token }, { signal, returned: returned.current });
      if (answer.ok) returned.current = false;
      const before = known.current.view?.id === id ? known.current : lookOf(null);
      return signal.aborted ? before : afterAnswer(before, answer, Date.now());
    });

  const { data = fallbackData, mutate } = useSWR<Look>(key || null, fetchLook, {
    fallbackData,
    refreshInterval: useCallback(
      // SWR's timer ends with a 0 and starts again with a new function: after a retry, or a grant that is new.
      (look: Look = fallbackData) =>
        settled || streaming ? 0 : lookIntervalMs(look, Date.now(), Math.random),
      [fallbackData, settled, streaming],
    ),
    isPaused: () => isSettled(known.current) || Date.now() < known.current.notBefore || isHidden(),
    // A view from the server's HTML may be old: look at once.
    revalidateOnMount: !fresh,
    revalidateIfStale: !fresh,
    // visibilitychange and focus arrive together on return: one look.
    focusThrottleInterval: 1_000,
    dedupingInterval: 0,
    ...ownSwr,
  });
  // The grant may bring a newer view than the cache has kept from an earlier mount.
  const look = useMemo(
    () => (initial && data.view !== initial ? { ...data, view: newerView(data.view, initial) } : data),
    [data, initial],
  );
  useEffect(() => {
    known.current = look;
    setSettled(isSettled(look));
  }, [look]);

  useEffect(() => (key ? requests.watch(key) : undefined), [key]);

  const lookNow = useCallback(() => void mutate(), [mutate]);
  const learn = useCallback(
    (view: PaymentView) =>
      void mutate(
        // What told us was no look: how long looks have to wait still holds.
        (look = known.current) => ({
          ...afterAnswer(look, { ok: true, value: view }, 0),
          notBefore: look.notBefore,
        }),
        { revalidate: false },
      ),
    [mutate],
  );
  usePaymentStream(live && !settled ? reference : null, {
    seenVersion: () => (known.current.view?.id === id ? known.current.view.version : null),
    onView: learn,
    onHealth: setStreaming,
  });

  useEffect(() => {
    // The back button shows the page as it was left; SWR does not hear of that.
    const onPageShow = (event: PageTransitionEvent) => event.persisted && lookNow();
    addEventListener("pageshow", onPageShow);
    return () => removeEventListener("pageshow", onPageShow);
  }, [lookNow]);

  return { look, lookNow, learn };
}

/** True from the moment at which the shopper comes to the page, or comes back to it, until a look has been answered. */
function useReturned(atFirst: boolean): RefObject<boolean> {
  const returned = useRef(atFirst);
  useEffect(() => {
    const note = () => {
      if (!isHidden()) returned.current = true;
    };
    document.addEventListener("visibilitychange", note);
    addEventListener("pageshow", note);
    return () => {
      document.removeEventListener("visibilitychange", note);
      removeEventListener("pageshow", note);
    };
  }, []);
  return returned;
}

function isHidden(): boolean {
  return typeof document !== "undefined" && document.hidden;
}
