"use client";

import { useCallback } from "react";
import type { AccountState } from "../account-state.ts";
import type { Account } from "./use-account.ts";

/** Her word on an account that she agreed to in another browser; `dismiss` also ends whatever else she is doing. */
export function useConfirmation(state: AccountState, { act, show }: Account) {
  const attempt = state.phase === "confirm" ? state.attempt : null;
  const confirm = useCallback(async () => {
    if (attempt !== null) await act({ kind: "linking", attempt });
  }, [act, attempt]);
  const dismiss = useCallback(
    () => show(attempt === null ? {} : { outcome: "declined", notHers: attempt }),
    [attempt, show],
  );
  return { confirm, dismiss };
}
