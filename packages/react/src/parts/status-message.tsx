"use client";

import { forwardRef, type HTMLAttributes } from "react";
import { useWords, type Words } from "../hooks/use-words.ts";
import { type PaymentState, troubleOf } from "../payment-state.ts";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";
import { StatusIcon } from "./status-icon.tsx";

export type StatusMessageProps = PartProps<HTMLDivElement, HTMLAttributes<HTMLDivElement>> & {
  /** The code is not beside these words: a status page, or the page that the shopper came back to. */
  away?: boolean | undefined;
};

/** What is going on and what to do, in the shopper's words. */
export const StatusMessage = forwardRef<HTMLDivElement, StatusMessageProps>(function StatusMessage(
  { state, render, away = false, ...props },
  ref,
) {
  const words = useWords();
  const trouble = troubleOf(state);
  const children = (
    <>
      <StatusIcon phase={state.phase} />
      {/* Focus comes here when the result is in and the shopper was at a control that is gone. */}
      <h2 data-slot="status-title" tabIndex={-1}>
        {words.say(`${state.phase}.title`)}
      </h2>
      <p data-slot="status-text">{explain(state, words, away)}</p>
      {trouble ? (
        <p data-slot="status-trouble">
          {words.say(trouble.retryable ? "trouble.text" : `problem.${trouble.kind}`)}
        </p>
      ) : null}
    </>
  );
  return renderPart(
    "div",
    { children, ...props, ref, "data-slot": "status", "data-status": state.phase },
    render,
  );
});

function explain(state: PaymentState, { say, amount }: Words, away: boolean): string {
  switch (state.phase) {
    case "payable":
      if (away) return say("payable.away");
      return say(state.payment.device === "phone" ? "payable.open" : "payable.scan");
    case "expired":
      return say(away ? "expired.away" : "expired.text");
    case "completed": {
      const { refunded, amount: paid } = state.payment;
      if (refunded === 0) return say("completed.text");
      return say("completed.refunded", { amount: amount({ ...paid, value: refunded }) });
    }
    case "error":
      return say(`problem.${state.problem.kind}`);
    default:
      return say(`${state.phase}.text`);
  }
}
