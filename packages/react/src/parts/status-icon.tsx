"use client";

// Without a mark it is a ring that turns: we wait. A status that is not here has no picture.
const marks: { readonly [phase: string]: string } = {
  checking: "",
  starting: "",
  charging: "",
  retiring: "",
  leaving: "",
  linking: "",
  unlinking: "",
  completed: "M7 12.5l3.4 3.4L17 9",
  authorized: "M7 12.5l3.4 3.4L17 9",
  linked: "M7 12.5l3.4 3.4L17 9",
  canceled: "M8 12h8",
  expired: "M12 7v5.4l3.2 2",
  attention: "M12 7v6M12 16.6v.2",
  failed: "M12 7v6M12 16.6v.2",
  error: "M12 7v6M12 16.6v.2",
};

/** A mark beside the words, never instead of them: a tick, a clock, or a turning ring while we wait. */
export function StatusIcon({ status }: { status: string }) {
  const mark = marks[status];
  if (mark === undefined) return null;
  return (
    <svg
      data-slot="status-icon"
      data-status={status}
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
