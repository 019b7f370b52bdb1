"use client";

import { useState } from "react";
import { useTimeLeft } from "../hooks/use-time-left.ts";
import { createPart, type PartProps } from "./create-part.ts";

export type CountdownProps = PartProps<"div">;

// A code lives five minutes; the bar of a page that was reloaded starts where the time stands.
const usualLifeMs = 5 * 60_000;

/** How long the code can still be paid, by the server's clock, with a thin bar. */
export const Countdown = createPart(
  "div",
  "countdown",
  function useCountdown({ state, ...props }: CountdownProps, { say }) {
    const left = useTimeLeft(state.phase === "payable" ? state.payment : null);
    const [first, setFirst] = useState(left);
    if (first === null && left !== null) setFirst(left);
    if (left === null) return null;
    const children = (
      <>
        <span data-slot="countdown-label">{say("countdown.label")}</span>{" "}
        <span data-slot="countdown-time">{clockFace(left)}</span>
        {/* An element with a value needs no inline style, which a strict CSP would refuse. */}
        <progress
          data-slot="countdown-bar"
          aria-hidden="true"
          value={left}
          max={Math.max(usualLifeMs, first ?? 0)}
        />
      </>
    );
    return { children, ...props, role: "timer" };
  },
);

/** `4:05`. Rounded up: it says 0:00 only when the time is over. */
function clockFace(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
