"use client";

import { type ButtonHTMLAttributes, forwardRef } from "react";
import type { AccountState } from "../account-state.ts";
import { useWords } from "../hooks/use-words.ts";
import type { MessageKey } from "../messages/messages.ts";
import type { PaymentState } from "../payment-state.ts";
import type { PartProps } from "./part-props.ts";
import { renderButton } from "./render-button.ts";

type State = PaymentState | AccountState;

export type RetryButtonProps = PartProps<
  HTMLButtonElement,
  ButtonHTMLAttributes<HTMLButtonElement>,
  State
> & {
  /** Starts again: `retry` of `useCheckout`, `look` of `useLinkedAccount`. */
  onRetry: () => void;
};

const words: { readonly [Phase in State["phase"]]?: MessageKey } = {
  expired: "retry.newCode",
  canceled: "retry.payAgain",
  failed: "retry.payAgain",
  error: "retry.tryAgain",
};

/** One tap to a new code, or to another try, once the last one has ended. */
export const RetryButton = forwardRef<HTMLButtonElement, RetryButtonProps>(function RetryButton(
  { state, onRetry, ...props },
  ref,
) {
  const { say } = useWords();
  const word = words[state.phase];
  if (!word) return null;
  const own = { slot: "retry-button", status: state.phase, emphasis: "primary" } as const;
  return renderButton({ ...own, children: say(word), onClick: onRetry }, props, ref);
});
