"use client";

import { useEffect, useRef, useState } from "react";
import { useTimeLeft } from "../hooks/use-time-left.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PaymentState } from "../payment-state.ts";

/**
 * The one place that speaks to a screen reader: on a change of status, and when a minute and half a minute are
 * left. Silent at first: what is on the page then is read as the page is.
 */
export function LiveRegion({ state }: { state: PaymentState }) {
  const { say } = useWords();
  const left = useTimeLeft(state.phase === "payable" ? state.payment : null);
  const warning = warningOf(left);
  const [spoken, setSpoken] = useState("");
  const before = useRef({ phase: state.phase, warning });

  useEffect(() => {
    const { phase, warning: warned } = before.current;
    before.current = { phase: state.phase, warning };
    if (phase !== state.phase) setSpoken(say(`${state.phase}.title`));
    if (phase === state.phase && warning && warning !== warned) setSpoken(say(`countdown.${warning}`));
  }, [state.phase, warning, say]);

  return (
    <span data-slot="live-region" role="status" aria-live="polite" aria-atomic="true">
      {spoken}
    </span>
  );
}

function warningOf(left: number | null): "oneMinute" | "halfMinute" | null {
  if (left === null || left > 60_000) return null;
  return left > 30_000 ? "oneMinute" : "halfMinute";
}
