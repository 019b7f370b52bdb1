"use client";

import type { PaymentPhase } from "../payment-state.ts";

const marks: { readonly [Phase in PaymentPhase]?: string } = {
  completed: "M7 12.5l3.4 3.4L17 9",
  authorized: "M7 12.5l3.4 3.4L17 9",
  canceled: "M8 12h8",
  expired: "M12 7v5.4l3.2 2",
  attention: "M12 7v6M12 16.6v.2",
  failed: "M12 7v6M12 16.6v.2",
  error: "M12 7v6M12 16.6v.2",
};

/** A mark beside the words, never instead of them: a tick, a clock, or a turning ring while we wait. */
export function StatusIcon({ phase }: { phase: PaymentPhase }) {
  const mark = marks[phase];
  return (
    <svg
      data-slot="status-icon"
      data-status={phase}
      aria-hidden="true"
      viewBox="0 0 24 24"
      width="40"
      height="40"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <circle cx="12" cy="12" r="10.5" pathLength="100" />
      {mark ? <path d={mark} pathLength="100" /> : null}
    </svg>
  );
}
