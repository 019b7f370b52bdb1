import type { AccountLinkOutcome, AccountLinkStart, AccountView } from "@kaikei/server/contract";
import { isStuck, type PaymentProblem } from "./wire/problem.ts";

/**
 * What the shopper sees of her linked account, as one union. `outcome` is how her last attempt to link ended, until
 * she does something else; `trouble` is a request that failed while what is on the screen is still good.
 */
export type AccountState =
  /** Asking the server: nothing is known yet. */
  | { phase: "checking"; account: null; trouble: PaymentProblem | null }
  | {
      /** `signed_out`: the shop does not know who she is. `ended`: there was a link; `endedBecause` says why it is over. */
      phase: "signed_out" | "not_linked" | "linked" | "ended";
      account: AccountView;
      outcome: AccountLinkOutcome | null;
      trouble: PaymentProblem | null;
    }
  /** She agreed in another browser of hers: is it her account? */
  | {
      phase: "confirm";
      account: AccountView;
      attempt: string;
      maskedPhone: string | null;
      trouble: PaymentProblem | null;
    }
  /** A code waits for her phone; null while it is being fetched. */
  | { phase: "scanning"; account: AccountView; url: string | null; trouble: PaymentProblem | null }
  /** `leaving`: on the way to PayPay's page. `linking`: she has confirmed. */
  | { phase: "leaving" | "linking" | "unlinking"; account: AccountView; trouble: null }
  /** It cannot go on by itself; `problem.kind` chooses the words. */
  | { phase: "error"; account: null; problem: PaymentProblem };

/** The words of `data-status`. */
export type AccountPhase = AccountState["phase"];

/** What she is doing in this page. */
export type Doing =
  | { kind: "leaving"; returnTo: string | undefined }
  /** `start` is null while the code is being fetched. */
  | { kind: "scanning"; returnTo: string | undefined; start: AccountLinkStart | null }
  | { kind: "linking"; attempt: string }
  | { kind: "unlinking" };

/** What this page knows beside the server's view. */
export interface OwnAccountState {
  doing: Doing | null;
  outcome: AccountLinkOutcome | null;
  /** The attempt that she said is not hers. */
  notHers: string | null;
  /** Why what she last asked for was not done. */
  refusal: PaymentProblem | null;
}

/** Pure: what the server's view, the last request and what she is doing add up to. */
export function accountState(
  account: AccountView | undefined,
  problem: PaymentProblem | undefined,
  { doing, outcome, notHers, refusal }: OwnAccountState,
): AccountState {
  const trouble = refusal ?? problem ?? null;
  if (!account) {
    return problem && isStuck(problem)
      ? { phase: "error", account: null, problem }
      : { phase: "checking", account: null, trouble };
  }
  if (doing && doing.kind !== "scanning") return { phase: doing.kind, account, trouble: null };
  const { confirmation } = account;
  if (confirmation && confirmation.attempt !== notHers)
    return { phase: "confirm", account, ...confirmation, trouble };
  if (doing && account.status !== "linked" && account.status !== "signed_out")
    return { phase: "scanning", account, url: doing.start?.url ?? null, trouble };
  // An address can say "linked" as often as it likes.
  const untrue = outcome === "linked" && account.status !== "linked";
  return { phase: account.status, account, outcome: untrue ? null : outcome, trouble };
}
