"use client";

import type { AccountLinkOutcome } from "@kaikei/server/contract";
import { useEffect } from "react";
import { dropFromAddress } from "../wire/drop-from-address.ts";
import { readOutcome } from "../wire/read-account.ts";

/**
 * Tells how an attempt to link came back, when the page's address says so (`kaikei_account`), and drops it from there:
 * a reload, or somebody who is sent the address, is told nothing.
 */
export function useLinkOutcome(onOutcome: (outcome: AccountLinkOutcome) => void): void {
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    if (!query.has("kaikei_account")) return;
    const outcome = readOutcome(query.get("kaikei_account"));
    if (outcome) onOutcome(outcome);
    // Routers (Next's) take over history in an effect above ours: only after it do they learn of the new address.
    const timer = setTimeout(() => dropFromAddress(["kaikei_account", "kaikei_attempt"]), 0);
    return () => clearTimeout(timer);
  }, [onOutcome]);
}
