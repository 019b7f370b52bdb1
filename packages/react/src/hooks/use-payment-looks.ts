"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWR from "swr";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { type Look, lookOf, newerView } from "../look.ts";
import type { PaymentReference } from "../wire/client.ts";
import { begin, load, requests } from "../wire/load.ts";
import { ownSwr } from "./own-swr.ts";
import { useLive } from "./use-live.ts";

/** What {@link usePaymentLooks} gives. */
export interface PaymentLooks {
  look: Look;
  /** Asks now, or joins the request that is under way. */
  lookNow(): void;
  /** Takes in a view that another request brought. */
  learn(view: PaymentView): void;
}

/**
 * Follows one payment: by the live channel, and where that is not to be had by polling with SWR. The fetcher never
 * throws: a failure is part of what we know, so the one timer that SWR keeps (`refreshInterval`) serves the pace and
 * the back-off alike, and rests for both while the tab is hidden.
 */
export function usePaymentLooks(
  reference: PaymentReference | null,
  initial: PaymentView | null,
  fresh: boolean,
): PaymentLooks {
  const { endpoint, live } = useKaikeiSettings();
  // The prefix keeps us apart from the shop's own keys; the token is part of what may be seen.
  const key = reference && `@kaikei/react ${endpoint.basePath} ${reference.id} ${reference.token}`;
  const fallbackData = useMemo(() => lookOf(initial), [initial]);
  const known = useRef(fallbackData);
  const [settled, setSettled] = useState(fallbackData.pauseMs === 0);
  const [told, setTold] = useState(false);
  // The shopper has come to the page, or back to it, and no look has been answered since.
  const returned = useRef(!fresh);

  const knownNow = useCallback(
    () => (known.current.view?.id === reference?.id ? known.current : lookOf(null)),
    [reference],
  );
  const fetchLook = async () => {
    const { lookUp } = await load(requests);
    if (!reference) return knownNow();
    const look = await lookUp(`${key}`, endpoint, reference, returned.current, knownNow);
    if (!look.problem) returned.current = false;
    return look;
  };

  const { data = fallbackData, mutate } = useSWR<Look>(key, fetchLook, {
    fallbackData,
    refreshInterval: useCallback(
      // SWR's timer ends with a 0 and starts again with a new function: after a retry, or a grant that is new.
      (look: Look = fallbackData) => (settled || told ? 0 : look.pauseMs),
      [fallbackData, settled, told],
    ),
    isPaused: () => !known.current.pauseMs || Date.now() < known.current.notBefore || isHidden(),
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
    setSettled(look.pauseMs === 0);
  }, [look]);

  useEffect(() => (key ? begin(requests, ({ watchLooks }) => watchLooks(key)) : undefined), [key]);

  const lookNow = useCallback(() => void mutate(), [mutate]);
  const learn = useCallback(
    (view: PaymentView) =>
      void mutate(
        // What told us was no look: how long looks have to wait still holds.
        ({ view: before, notBefore } = known.current) => ({ ...lookOf(newerView(before, view)), notBefore }),
        { revalidate: false },
      ),
    [mutate],
  );
  useLive(live && !settled && look.view ? reference : null, look, { onView: learn, onHealth: setTold });

  useEffect(() => {
    const onReturn = (event: Event) => {
      if (isHidden()) return;
      returned.current = true;
      // The back button shows the page as it was left; SWR does not hear of that.
      if ("persisted" in event && event.persisted) lookNow();
    };
    document.addEventListener("visibilitychange", onReturn);
    addEventListener("pageshow", onReturn);
    return () => {
      document.removeEventListener("visibilitychange", onReturn);
      removeEventListener("pageshow", onReturn);
    };
  }, [lookNow]);

  return { look, lookNow, learn };
}

function isHidden(): boolean {
  return typeof document !== "undefined" && document.hidden;
}
