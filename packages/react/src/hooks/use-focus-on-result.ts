"use client";

import { type FocusEventHandler, type RefObject, useEffect, useRef } from "react";

type Handler = FocusEventHandler<HTMLElement>;

/**
 * Moves the focus to the heading of the result when the shopper was inside: on completion, and when the control
 * that had it is gone. A shopper who is elsewhere on the page is left alone. Gives the handlers of the root, which call
 * the shop's own.
 */
export function useFocusOnResult(
  root: RefObject<HTMLElement | null>,
  phase: string,
  shop: { onFocus?: Handler | undefined; onBlur?: Handler | undefined },
): { onFocus: Handler; onBlur: Handler } {
  const inside = useRef(false);
  const before = useRef(phase);

  useEffect(() => {
    if (before.current === phase) return;
    before.current = phase;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!inside.current || !(lost || phase === "completed")) return;
    root.current?.querySelector<HTMLElement>('[data-slot="status-title"]')?.focus();
  }, [phase, root]);

  return {
    onFocus: (event) => {
      inside.current = true;
      shop.onFocus?.(event);
    },
    onBlur: (event) => {
      inside.current = false;
      shop.onBlur?.(event);
    },
  };
}
