"use client";

import { forwardRef, type HTMLAttributes } from "react";
import { useWords } from "../hooks/use-words.ts";
import { troubleOf } from "../payment-state.ts";
import { Message } from "./message.tsx";
import type { PartProps } from "./part-props.ts";
import { explain, isWaiting, titleOf } from "./payment-words.ts";
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
      status={isWaiting(state) ? "checking" : state.phase}
      title={titleOf(state, words)}
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
