"use client";

import { useEffect } from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { LiveListener } from "../live/keep-stream.ts";
import type { PaymentReference } from "../wire/client.ts";
import { load } from "../wire/load.ts";
import { useLatest } from "./use-latest.ts";

/** What the live channel tells; may be other functions in each render. */
export type LatestListener = Omit<LiveListener, "fetch">;

/** Listens to what is told of a payment without polling: loaded when the first view is there. `null` listens to nothing. */
export function useLive(reference: PaymentReference | null, listener: LatestListener): void {
  const { endpoint } = useKaikeiSettings();
  const { basePath } = endpoint;
  const latest = useLatest({ ...listener, fetch: endpoint.fetch });

  useEffect(() => {
    if (!reference) return;
    let left = false;
    let end = () => {
      left = true;
    };
    void load(() => import("../live/keep-stream.ts")).then(({ keepStream }) => {
      if (!left) end = keepStream(basePath, reference, () => latest.current);
    });
    return () => end();
  }, [reference, basePath, latest]);
}
