"use client";

import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import { createPart, type PartProps } from "./create-part.ts";
import { SmallButton } from "./small-button.tsx";

export type ConfirmLinkProps = PartProps<"div", AccountState> & {
  /** "Link this account": `confirm` of `useLinkedAccount`. */
  onConfirm: () => void;
  /** "That is not mine": `dismiss` of `useLinkedAccount`. */
  onDismiss: () => void;
  /** Of "yes"; `primary` unless told. */
  emphasis?: "primary" | "secondary" | undefined;
};

/** Her word on an account that she agreed to in another browser. */
export const ConfirmLink = createPart(
  "div",
  "confirm-link",
  ({ state, onConfirm, onDismiss, emphasis = "primary", ...props }: ConfirmLinkProps, { say }) => {
    const status = state.phase;
    if (status !== "confirm") return null;
    const yes = { slot: "confirm-button", words: say("account.confirm.yes"), onClick: onConfirm };
    const no = { slot: "not-mine-button", words: say("account.confirm.no"), onClick: onDismiss };
    const children = (
      <>
        <SmallButton {...yes} status={status} emphasis={emphasis} />
        <SmallButton {...no} status={status} emphasis="secondary" />
      </>
    );
    return { children, ...props };
  },
  accountLanguages,
);
