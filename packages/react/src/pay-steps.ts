import type { AccountState } from "./account-state.ts";
import type { PaymentState } from "./payment-state.ts";

/** What she can do next on a `<PayPayButton>`; the first one is what most want. */
export type PayStep =
  /** Nothing yet: whether there is a linked account is being asked. */
  | "wait"
  /** Charge the linked account; `chargeAgain`: she means the same amount once more. */
  | "charge"
  | "chargeAgain"
  /** Pay by code or in the app. */
  | "code"
  /** Link the account again, and come back here. */
  | "link"
  /** Not pay. */
  | "leave";

/**
 * Pure: the ways on from a payment that has not been started, was declined, or could not be started. `hasTried`: she has
 * tried to link her account, and is told what came of it.
 */
export function payStepsOf(state: PaymentState, account: AccountState, hasTried = false): readonly PayStep[] {
  if (state.phase === "ready") {
    if (account.phase === "checking" && !account.trouble) return ["wait"];
    // From which account a tap will be charged is not known yet.
    if (account.phase === "linking") return ["wait", "code"];
    // Also while another account waits for her word: this one still is.
    if (account.account?.status === "linked") return ["charge", "code"];
    const mayTryAgain = hasTried && (account.phase === "not_linked" || account.phase === "ended");
    return mayTryAgain || hasLostLink(account) ? ["code", "link"] : ["code"];
  }
  if (state.phase === "error") {
    if (state.problem.kind === "link") return ["link", "code"];
    return state.problem.kind === "signIn" ? ["code"] : [];
  }
  if (state.phase !== "failed" || state.payment.method === "code") return [];
  switch (state.payment.declineReason) {
    case "suspected_duplicate":
      return ["chargeAgain", "leave"];
    case "authorization_ended":
      return ["link", "code"];
    case null:
    case "insufficient_funds":
    case "payment_method_unusable":
    case "identity_required":
      return ["charge", "code"];
    case "limit_exceeded":
    case "account_unusable":
    case "merchant_limit":
    case "refused":
      return ["code"];
  }
}

/** True when a link ended without her doing in this shop: she may wonder where her one tap is. */
export function hasLostLink(account: AccountState): account is AccountState & { phase: "ended" } {
  return account.phase === "ended" && account.account.endedBecause !== "unlinked";
}
