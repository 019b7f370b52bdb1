"use client";

import { type ButtonHTMLAttributes, forwardRef } from "react";
import { useWords } from "../hooks/use-words.ts";
import type { MessageKey } from "../messages/messages.ts";
import type { PaymentPhase } from "../payment-state.ts";
import type { PartProps } from "./part-props.ts";
import { renderPart } from "./render-part.ts";

export type RetryButtonProps = PartProps<HTMLButtonElement, ButtonHTMLAttributes<HTMLButtonElement>> & {
  /** Starts again: `retry` of `useCheckout`. */
  onRetry: () => void;
};

const words: { readonly [Phase in PaymentPhase]?: MessageKey } = {
  expired: "retry.newCode",
  canceled: "retry.payAgain",
  failed: "retry.payAgain",
  error: "retry.tryAgain",
};

/** One tap to a new code, or to another try, once the last one has ended. */
export const RetryButton = forwardRef<HTMLButtonElement, RetryButtonProps>(function RetryButton(
  { state, render, onRetry, ...props },
  ref,
) {
  const { say } = useWords();
  const word = words[state.phase];
  if (!word) return null;
  const own = { type: "button", "data-slot": "retry-button", "data-status": state.phase } as const;
  return renderPart("button", { children: say(word), onClick: onRetry, ...props, ref, ...own }, render);
});
