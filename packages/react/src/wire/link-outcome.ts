import type { AccountLinkOutcome } from "@kaikei/server/contract";
import { dropFromAddress } from "./drop-from-address.ts";

/**
 * Tells how an attempt to link came back, when the page's address says so (`kaikei_account`). Soon it is dropped from
 * there, unless the function that it gives is called before: a reload, or somebody who is sent the address, is told nothing.
 */
export function takeLinkOutcome(onOutcome: (outcome: AccountLinkOutcome) => void): () => void {
  const word = new URLSearchParams(location.search).get("kaikei_account");
  if (word === null) return () => undefined;
  const outcome = readOutcome(word);
  if (outcome) onOutcome(outcome);
  // Routers (Next's) take over history in an effect above ours: only after it do they learn of the new address.
  const timer = setTimeout(() => dropFromAddress(["kaikei_account", "kaikei_attempt"]), 0);
  return () => clearTimeout(timer);
}

/** Null for a word that we do not know. */
export function readOutcome(word: string): AccountLinkOutcome | null {
  return isOutcome(word) ? word : null;
}

const outcomes = {
  linked: true,
  confirm: true,
  declined: true,
  expired: true,
  used: true,
  wrong_customer: true,
  stranger: true,
  failed: true,
} satisfies Record<AccountLinkOutcome, true>;

function isOutcome(word: string): word is AccountLinkOutcome {
  return Object.hasOwn(outcomes, word);
}
