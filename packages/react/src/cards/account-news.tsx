"use client";

import { accountLanguages } from "#account-languages";
import type { AccountState } from "../account-state.ts";
import type { Account } from "../hooks/use-account.ts";
import { useConfirmation } from "../hooks/use-confirmation.ts";
import { useSaid } from "../hooks/use-said.ts";
import { useWordsOf } from "../hooks/use-words.ts";
import { AccountMessage, accountWords } from "../parts/account-message.tsx";
import { ConfirmLink } from "../parts/confirm-link.tsx";

/** How her attempt to link came back, or is going on; null where there is nothing to tell. */
export function newsOf(account: AccountState): string | null {
  const { phase } = account;
  if (phase === "confirm" || phase === "leaving" || phase === "linking") return phase;
  return "outcome" in account ? account.outcome : null;
}

/** That, and the question whether an account is hers, on the card of a payment: whose words have to be loaded first. */
export function AccountNews({ state, linked }: { state: AccountState; linked: Account }) {
  const words = useWordsOf(accountLanguages);
  const areLoaded = words.hasAccount;
  const { title, trouble } = accountWords(state, words);
  const { confirm, dismiss } = useConfirmation(state, linked);
  useSaid(areLoaded ? newsOf(state) : null, title);
  useSaid(linked.own.refusal, trouble ?? "");
  if (!areLoaded) return null;
  return (
    <>
      <AccountMessage state={state} />
      {/* The button that pays is beside it. */}
      <ConfirmLink state={state} onConfirm={confirm} onDismiss={dismiss} emphasis="secondary" />
    </>
  );
}
