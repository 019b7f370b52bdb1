"use client";

import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import { createPart, type PartProps } from "./create-part.ts";

export type ScanButtonProps = PartProps<"button", AccountState> & {
  /** Fetches the code: `scan` of `useLinkedAccount`. */
  onScan: () => void;
  /** Takes it away again: `dismiss` of `useLinkedAccount`. */
  onClose: () => void;
};

/** Shows a code to link the account with her phone, and closes it. The stylesheet hides it on a phone. */
export const ScanButton = createPart(
  "button",
  "scan-button",
  ({ state, onScan, onClose, ...props }: ScanButtonProps, { say }) => {
    const open = state.phase === "scanning";
    if (!open && state.phase !== "not_linked" && state.phase !== "ended") return null;
    return {
      children: say(open ? "account.closeCode" : "account.scan"),
      ...props,
      act: open ? onClose : onScan,
      emphasis: "secondary",
    };
  },
  accountLanguages,
);
