"use client";

import { forwardRef, type HTMLAttributes } from "react";
import { useWords, type Words } from "../hooks/use-words.ts";
import { type PaymentState, troubleOf } from "../payment-state.ts";
import { Message } from "./message.tsx";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";

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
    <Message
      status={state.phase}
      title={words.say(`${state.phase}.title`)}
      text={explain(state, words, away)}
      trouble={trouble && words.say(trouble.retryable ? "trouble.text" : `problem.${trouble.kind}`)}
    />
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
