"use client";

import type { AccountState } from "../account-state.ts";
import type { PaymentMessageKey } from "../messages/messages.ts";
import type { PaymentState } from "../payment-state.ts";
import { isStuck } from "../wire/problem.ts";
import { createPart, type PartProps } from "./create-part.ts";

type State = PaymentState | AccountState;

export type RetryButtonProps = PartProps<"button", State> & {
  /**
   * Starts again: `retry` of `useCheckout`, `look` of `useLinkedAccount`. Without it there is a button only where the page
   * has to be loaded anew.
   */
  onRetry?: (() => void) | undefined;
};

const words: { readonly [Phase in State["phase"]]?: PaymentMessageKey } = {
  expired: "retry.newCode",
  canceled: "retry.payAgain",
  failed: "retry.payAgain",
  error: "retry.tryAgain",
};

/** One tap to what helps: a new code, another try, or the page anew where the same request would be refused again. */
export const RetryButton = createPart(
  "button",
  "retry-button",
  ({ state, onRetry, ...props }: RetryButtonProps, { say }) => {
    const reloads = needsPage(state);
    const word = reloads ? "retry.reload" : onRetry && words[state.phase];
    const act = reloads ? () => location.reload() : onRetry;
    return word ? { children: say(word), ...props, act, emphasis: "primary" } : null;
  },
);

/** True where the shop's page has to say it anew: what has changed there, or cannot be had from here. */
function needsPage(state: State): boolean {
  if (state.phase !== "error") return false;
  const { kind } = state.problem;
  // A payment that is not known any more, or not to us, gives way to the order's; an account is asked for as it would be.
  const helpsItself = "account" in state || kind === "session" || kind === "missing";
  return kind === "page" || (isStuck(state.problem) && !helpsItself);
}
