"use client";

import { useEffect, useRef } from "react";
import { useKaikeiSettings } from "../kaikei-context.ts";
import type { Live, LiveListener } from "../live/open-live.ts";
import type { Look } from "../look.ts";
import type { PaymentReference } from "../wire/client.ts";
import { begin } from "../wire/load.ts";
import { useLatest } from "./use-latest.ts";

/**
 * Hears of a payment without polling, and tells the browser's other tabs of `look`. The channel is loaded when the
 * first view is there. `null` hears nothing.
 */
export function useLive(
  reference: PaymentReference | null,
  look: Look,
  listener: Pick<LiveListener, "onView" | "onHealth">,
): void {
  const { endpoint } = useKaikeiSettings();
  const { basePath } = endpoint;
  // A fetch that is written in place is another one in each render: that must not close anything.
  const latest = useLatest({ ...listener, fetch: endpoint.fetch, look: () => look });
  const live = useRef<Live | null>(null);

  useEffect(() => {
    if (!reference) return;
    return begin(
      () => import("../live/open-live.ts"),
      ({ openLive }) => {
        live.current = openLive(basePath, reference, () => latest.current);
        return live.current.close;
      },
    );
  }, [reference, basePath, latest]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new look is told.
  useEffect(() => live.current?.tell(), [look]);
}
