"use client";

import type { AccountLinkOutcome } from "@kaikei/server/contract";
import { useEffect } from "react";
import { accountActions, begin } from "../wire/load.ts";

/**
 * Tells how an attempt to link came back, when the page's address says so (`kaikei_account`), and drops it from there:
 * a reload, or somebody who is sent the address, is told nothing.
 */
export function useLinkOutcome(onOutcome: (outcome: AccountLinkOutcome) => void): void {
  useEffect(() => {
    if (!new URLSearchParams(location.search).has("kaikei_account")) return;
    return begin(accountActions, ({ takeLinkOutcome }) => takeLinkOutcome(onOutcome));
  }, [onOutcome]);
}
