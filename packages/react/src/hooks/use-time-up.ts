"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { useEffect, useState } from "react";

// A longer timer fires at once in every browser. Polling comes back long before.
const longestTimerMs = 2 ** 31 - 1;

/**
 * True once the payment's time has run out by the server's clock. Calls `onTimeUp` when it does: the server knows
 * whether it was paid in the last second.
 */
export function useTimeUp(payment: PaymentView | null, onTimeUp: () => void): boolean {
  const expiresAt = payment?.expiresAt ?? null;
  const serverTime = payment?.serverTime ?? 0;
  const [passed, setPassed] = useState<number | null>(null);
  const open = payment?.status === "pending" && expiresAt !== null && serverTime < expiresAt;

  useEffect(() => {
    if (!open || expiresAt === null || expiresAt - serverTime > longestTimerMs) return;
    const timer = setTimeout(() => {
      setPassed(expiresAt);
      onTimeUp();
    }, expiresAt - serverTime);
    return () => clearTimeout(timer);
  }, [open, expiresAt, serverTime, onTimeUp]);

  return expiresAt !== null && (serverTime >= expiresAt || passed === expiresAt);
}
