"use client";

import { type ButtonHTMLAttributes, forwardRef } from "react";
import type { AccountState } from "../account-state.ts";
import { useWords } from "../hooks/use-words.ts";
import type { PartProps } from "./part-props.ts";
import { renderButton } from "./render-button.ts";

export type ScanButtonProps = PartProps<
  HTMLButtonElement,
  ButtonHTMLAttributes<HTMLButtonElement>,
  AccountState
> & {
  /** Fetches the code: `scan` of `useLinkedAccount`. */
  onScan: () => void;
  /** Takes it away again: `dismiss` of `useLinkedAccount`. */
  onClose: () => void;
};

/** Shows a code to link the account with her phone, and closes it. The stylesheet hides it on a phone. */
export const ScanButton = forwardRef<HTMLButtonElement, ScanButtonProps>(function ScanButton(
  { state, onScan, onClose, ...props },
  ref,
) {
  const { say } = useWords();
  const open = state.phase === "scanning";
  if (!open && state.phase !== "not_linked" && state.phase !== "ended") return null;
  const own = { slot: "scan-button", status: state.phase, emphasis: "secondary" } as const;
  const children = say(open ? "account.closeCode" : "account.scan");
  return renderButton({ ...own, children, onClick: open ? onClose : onScan }, props, ref);
});
