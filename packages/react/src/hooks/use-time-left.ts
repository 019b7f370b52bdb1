"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { useEffect, useRef, useState } from "react";

// Answers take different times to arrive: a smaller step back is noise, a larger one is a clock that was set.
const noiseMs = 2_000;

/**
 * Milliseconds until the payment's code expires, by the server's clock: the browser's is used to measure how long
 * ago the server spoke, never to know what time it is. Renders each second; null where nothing expires.
 */
export function useTimeLeft(payment: PaymentView | null): number | null {
  const expiresAt = payment?.expiresAt ?? null;
  const serverTime = payment?.serverTime ?? 0;
  const first = expiresAt === null ? null : Math.max(0, expiresAt - serverTime);
  const [ticked, setTicked] = useState<{ expiresAt: number; left: number } | null>(null);
  const deadline = useRef<{ expiresAt: number; at: number } | null>(null);

  useEffect(() => {
    if (expiresAt === null) return;
    const estimate = Date.now() + expiresAt - serverTime;
    const before = deadline.current;
    const steady = before?.expiresAt === expiresAt && estimate > before.at && estimate - before.at < noiseMs;
    const at = steady ? before.at : estimate;
    deadline.current = { expiresAt, at };
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const left = Math.max(0, at - Date.now());
      setTicked({ expiresAt, left });
      if (left > 0) timer = setTimeout(tick, left % 1000 || 1000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [expiresAt, serverTime]);

  return ticked && ticked.expiresAt === expiresAt ? ticked.left : first;
}
