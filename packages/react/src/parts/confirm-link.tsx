"use client";

import { forwardRef, type HTMLAttributes } from "react";
import type { AccountState } from "../account-state.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderButton } from "./render-button.ts";
import { renderPart } from "./render-part.ts";

export type ConfirmLinkProps = PartProps<HTMLDivElement, HTMLAttributes<HTMLDivElement>, AccountState> & {
  /** "Link this account": `confirm` of `useLinkedAccount`. */
  onConfirm: () => void;
  /** "That is not mine": `dismiss` of `useLinkedAccount`. */
  onDismiss: () => void;
};

/** Her word on an account that she agreed to in another browser. */
export const ConfirmLink = forwardRef<HTMLDivElement, ConfirmLinkProps>(function ConfirmLink(
  { state, render, onConfirm, onDismiss, ...props },
  ref,
) {
  const { say } = useWords();
  const status = state.phase;
  if (status !== "confirm") return null;
  const yes = { children: say("account.confirm.yes"), onClick: onConfirm };
  const no = { children: say("account.confirm.no"), onClick: onDismiss };
  const children = (
    <>
      {renderButton({ slot: "confirm-button", status, emphasis: "primary", ...yes }, {}, null)}
      {renderButton({ slot: "not-mine-button", status, emphasis: "secondary", ...no }, {}, null)}
    </>
  );
  return renderPart(
    "div",
    { children, ...props, ref, "data-slot": "confirm-link", "data-status": status },
    render,
  );
});
