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

/** Pure: the ways on from a payment that has not been started, was declined, or could not be started. */
export function payStepsOf(state: PaymentState, account: AccountState): readonly PayStep[] {
  if (state.phase === "ready") {
    if (account.phase === "linked") return ["charge", "code"];
    if (account.phase === "checking" && !account.trouble) return ["wait"];
    return hasLostLink(account) ? ["code", "link"] : ["code"];
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
