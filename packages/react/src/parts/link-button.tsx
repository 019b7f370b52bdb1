"use client";

import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import { createPart, type PartProps } from "./create-part.ts";

export type LinkButtonProps = PartProps<"button", AccountState> & {
  /** Goes to PayPay: `link` of `useLinkedAccount`. */
  onLink: () => void;
  /** Beside another button that comes first. */
  emphasis?: "primary" | "secondary" | undefined;
};

/** Links the account, or links it again: the page goes to PayPay and comes back. */
export const LinkButton = createPart(
  "button",
  "link-button",
  ({ state, onLink, emphasis = "primary", ...props }: LinkButtonProps, { say }) => {
    if (state.phase !== "not_linked" && state.phase !== "ended") return null;
    const again = state.phase === "ended" || state.outcome;
    return { children: say(again ? "account.linkAgain" : "account.link"), ...props, act: onLink, emphasis };
  },
  accountLanguages,
);
