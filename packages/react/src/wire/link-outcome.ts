import type { AccountLinkOutcome } from "@kaikei/server/contract";
import { dropFromAddress } from "./drop-from-address.ts";

/**
 * Tells how an attempt to link came back, when the page's address says so (`kaikei_account`); soon it is dropped from
 * there, unless the function that it gives is called before.
 */
export function takeLinkOutcome(onOutcome: (outcome: AccountLinkOutcome) => void): () => void {
  const outcome = readOutcome(new URLSearchParams(location.search).get("kaikei_account"));
  if (outcome) onOutcome(outcome);
  // Routers (Next's) take over history in an effect above ours: only after it do they learn of the new address.
  const timer = setTimeout(() => dropFromAddress(["kaikei_account", "kaikei_attempt"]), 0);
  return () => clearTimeout(timer);
}

/** Null for a word that we do not know. */
export function readOutcome(word: string | null): AccountLinkOutcome | null {
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

function isOutcome(word: string | null): word is AccountLinkOutcome {
  return word !== null && Object.hasOwn(outcomes, word);
}
