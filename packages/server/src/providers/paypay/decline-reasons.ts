import type { DeclineReason } from "../../domain/decline.ts";

/**
 * Why PayPay did not charge an account, in our words. A refusal whose code is not here is `refused`; null: it failed for
 * nothing that anybody has to change, and a new charge may go through.
 */
export const declineReasons: Readonly<Record<string, DeclineReason | null>> = {
  NO_SUFFICIENT_FUND: "insufficient_funds",

  LIMIT_EXCEEDED: "limit_exceeded",
  USER_DEFINED_DAILY_LIMIT_EXCEEDED: "limit_exceeded",
  USER_DEFINED_MONTHLY_LIMIT_EXCEEDED: "limit_exceeded",
  USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED: "limit_exceeded",
  CC_LIMIT_EXCEEDED: "limit_exceeded",
  PPC_LIMIT_EXCEEDED: "limit_exceeded",

  PAY_METHOD_INVALIDATED: "payment_method_unusable",
  UNSUPPORTED_PAYMENT_METHOD: "payment_method_unusable",
  NO_VALID_PAYMENT_METHOD: "payment_method_unusable",
  PAYMENT_METHOD_NOT_FOUND: "payment_method_unusable",
  PPC_EXPIRED: "payment_method_unusable",

  SUSPECTED_DUPLICATE_PAYMENT: "suspected_duplicate",
  SUSPECTED_DUPLICATE_ORDER: "suspected_duplicate",

  INVALID_USER_AUTHORIZATION_ID: "authorization_ended",
  EXPIRED_USER_AUTHORIZATION_ID: "authorization_ended",

  USER_STATE_IS_NOT_ACTIVE: "account_unusable",
  CANCELED_USER: "account_unusable",

  NON_KYC_USER: "identity_required",

  UNACCEPTABLE_OP: "merchant_limit",
  OP_OUT_OF_SCOPE: "merchant_limit",
  PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT: "merchant_limit",

  TRANSACTION_FAILED: null,
};

export function declineReasonOf(code: string | null): DeclineReason | null {
  if (code === null || !Object.hasOwn(declineReasons, code)) return "refused";
  return declineReasons[code] ?? null;
}
