"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Moves the focus to the heading of the result when the shopper was inside: on completion, and when the control
 * that had it is gone. A shopper who is elsewhere on the page is left alone.
 */
export function useFocusOnResult(root: RefObject<HTMLElement | null>, phase: string) {
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
    onFocus: () => {
      inside.current = true;
    },
    onBlur: () => {
      inside.current = false;
    },
  };
}
