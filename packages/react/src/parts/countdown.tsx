"use client";

import { forwardRef, type HTMLAttributes, useState } from "react";
import { useTimeLeft } from "../hooks/use-time-left.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";

export type CountdownProps = PartProps<HTMLDivElement, HTMLAttributes<HTMLDivElement>>;

// A code lives five minutes; the bar of a page that was reloaded starts where the time stands.
const usualLifeMs = 5 * 60_000;

/** How long the code can still be paid, by the server's clock, with a thin bar. */
export const Countdown = forwardRef<HTMLDivElement, CountdownProps>(function Countdown(
  { state, render, ...props },
  ref,
) {
  const { say } = useWords();
  const left = useTimeLeft(state.phase === "payable" ? state.payment : null);
  const [first, setFirst] = useState(left);
  if (first === null && left !== null) setFirst(left);
  if (left === null) return null;
  const time = clockFace(left);
  const children = (
    <>
      <span data-slot="countdown-label">{say("countdown.label")}</span>{" "}
      <span data-slot="countdown-time">{time}</span>
      {/* An element with a value needs no inline style, which a strict CSP would refuse. */}
      <progress
        data-slot="countdown-bar"
        aria-hidden="true"
        value={left}
        max={Math.max(usualLifeMs, first ?? 0)}
      />
    </>
  );
  const own = { "data-slot": "countdown", "data-status": state.phase, role: "timer" };
  return renderPart("div", { children, ...props, ref, ...own }, render);
});

/** `4:05`. Rounded up: it says 0:00 only when the time is over. */
function clockFace(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
