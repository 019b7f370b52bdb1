"use client";

import { useCallback, useEffect } from "react";
import type { AccountState } from "../account-state.ts";
import { type Account, type LinkOptions, useAccount } from "./use-account.ts";
import { useAccountState } from "./use-account-state.ts";
import { useConfirmation } from "./use-confirmation.ts";

/** What {@link useLinkedAccount} gives. Each action is sent once, however often it is called meanwhile. */
export interface LinkedAccount extends Pick<Account, "look"> {
  state: AccountState;
  /** Goes to PayPay's page, where she agrees. */
  link(options?: LinkOptions): Promise<void>;
  /** Fetches the address of PayPay's page as a code for her phone, and asks until it has worked or its time is over. */
  scan(options?: LinkOptions): Promise<void>;
  /** "Yes, it is mine": in the phase `confirm`. */
  confirm(): Promise<void>;
  /** Takes the code away, or says "that is not mine". */
  dismiss(): void;
  /** Ends the link, at once: ask her before. */
  unlink(): Promise<void>;
}

/**
 * The PayPay account that the customer has linked: one request for all who ask, again when she comes back to the tab.
 * The shop's cookies say who she is.
 *
 * @example
 * ```tsx
 * const { state, link, unlink } = useLinkedAccount();
 * if (state.phase === "linked") return <button onClick={unlink}>Unlink {state.account.maskedPhone}</button>;
 * if (state.phase === "not_linked") return <button onClick={() => link()}>Link PayPay</button>;
 * ```
 */
export function useLinkedAccount(): LinkedAccount {
  const account = useAccount();
  const { look, own, show, act } = account;
  const state = useAccountState(account);

  const scanned = own.doing?.kind === "scanning" ? own.doing.start : null;
  const linked = state.account?.status === "linked";
  useEffect(() => {
    if (!scanned) return;
    if (linked) return show({ outcome: "linked" });
    const tooLate = () => show({ outcome: "expired" });
    const timer = setTimeout(tooLate, scanned.expiresAt - scanned.serverTime);
    return () => clearTimeout(timer);
  }, [scanned, linked, show]);

  const link = useCallback(({ returnTo }: LinkOptions = {}) => act({ kind: "leaving", returnTo }), [act]);
  const scan = useCallback(
    ({ returnTo }: LinkOptions = {}) => act({ kind: "scanning", returnTo, start: null }),
    [act],
  );
  const unlink = useCallback(() => act({ kind: "unlinking" }), [act]);

  const { confirm, dismiss } = useConfirmation(state, account);

  return { state, link, scan, confirm, dismiss, unlink, look };
}
