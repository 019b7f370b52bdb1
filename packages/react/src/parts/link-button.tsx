"use client";

import { type ButtonHTMLAttributes, forwardRef } from "react";
import type { AccountState } from "../account-state.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderButton } from "./render-button.ts";

export type LinkButtonProps = PartProps<
  HTMLButtonElement,
  ButtonHTMLAttributes<HTMLButtonElement>,
  AccountState
> & {
  /** Goes to PayPay: `link` of `useLinkedAccount`. */
  onLink: () => void;
  /** Beside another button that comes first. */
  emphasis?: "primary" | "secondary" | undefined;
};

/** Links the account, or links it again: the page goes to PayPay and comes back. */
export const LinkButton = forwardRef<HTMLButtonElement, LinkButtonProps>(function LinkButton(
  { state, onLink, emphasis = "primary", ...props },
  ref,
) {
  const { say } = useWords();
  if (state.phase !== "not_linked" && state.phase !== "ended") return null;
  const again = state.phase === "ended" || state.outcome;
  const children = say(again ? "account.linkAgain" : "account.link");
  return renderButton(
    { slot: "link-button", status: state.phase, emphasis, children, onClick: onLink },
    props,
    ref,
  );
});
