"use client";

import { useMemo } from "react";
import { type AccountState, accountState } from "../account-state.ts";
import type { KnownAccount } from "./use-account.ts";

/** What she sees of her account. Apart from asking for it, which comes first. */
export function useAccountState({ view, problem, own }: KnownAccount): AccountState {
  return useMemo(() => accountState(view, problem, own), [view, problem, own]);
}
