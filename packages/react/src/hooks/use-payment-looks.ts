"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWR from "swr";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { type Look, lookOf, newerView } from "../look.ts";
import type { PaymentReference } from "../wire/client.ts";
import { begin, loadInTime, notSent, patienceMs, requests } from "../wire/load.ts";
import { ownSwr } from "./own-swr.ts";
import { useLive } from "./use-live.ts";

/** What {@link usePaymentLooks} gives. */
export interface PaymentLooks {
  reference: PaymentReference | null;
  look: Look;
  /** Asks now, or joins the request that is under way. */
  lookNow(): void;
  /** Takes in a view that another request brought. */
  learn(view: PaymentView): void;
}

/**
 * Follows one payment, `fresh` when it was received this moment: by the live channel, and where that is not to be had by polling with SWR. The fetcher never
 * throws: a failure is part of what we know, so the one timer that SWR keeps (`refreshInterval`) serves the pace and
 * the back-off alike, and rests for both while the tab is hidden.
 */
export function usePaymentLooks(source: PaymentGrant | PaymentReference | null, fresh = false): PaymentLooks {
  const { endpoint, live } = useKaikeiSettings();
  const initial = source && "payment" in source ? source.payment : null;
  const id = initial?.id ?? (source && "id" in source ? source.id : "");
  const token = source?.token ?? "";
  const reference = useMemo(() => (id ? { id, token } : null), [id, token]);
  // The prefix keeps us apart from the shop's own keys; the token is part of what may be seen.
  const key = reference && `@kaikei/react ${endpoint.basePath} ${reference.id} ${reference.token}`;
  const fallbackData = useMemo(() => lookOf(initial), [initial]);
  const known = useRef(fallbackData);
  const [settled, setSettled] = useState(fallbackData.pauseMs === 0);
  const [told, setTold] = useState(false);
  // The shopper has come to the page, or back to it, and no look has been answered since.
  const returned = useRef(!fresh);

  const knownNow = () => (known.current.view?.id === id ? known.current : lookOf(null));
  const fetchLook =
    reference &&
    (async (key: string): Promise<Look> => {
      const sender = await loadInTime(requests);
      if (sender) return sender.lookUp(key, endpoint, reference, returned, knownNow);
      return { ...knownNow(), problem: notSent.problem, pauseMs: patienceMs };
    });

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
    if (!key) return;
    return begin(requests, ({ watchLooks }) =>
      watchLooks(key, (kept) => {
        returned.current = true;
        // The back button shows the page as it was left; SWR does not hear of that.
        if (kept) lookNow();
      }),
    );
  }, [key, lookNow]);

  return { reference, look, lookNow, learn };
}

function isHidden(): boolean {
  // A server has no document.
  return globalThis.document?.hidden;
}
