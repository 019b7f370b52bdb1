"use client";

import type { AccountState } from "../account-state.ts";
import type { MessageKey } from "../messages/messages.ts";
import type { PaymentState } from "../payment-state.ts";
import { createPart, type PartProps } from "./create-part.ts";

type State = PaymentState | AccountState;

export type RetryButtonProps = PartProps<"button", State> & {
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
export const RetryButton = createPart(
  "button",
  "retry-button",
  ({ state, onRetry, ...props }: RetryButtonProps, { say }) => {
    const word = words[state.phase];
    return word ? { children: say(word), ...props, act: onRetry, emphasis: "primary" } : null;
  },
);
