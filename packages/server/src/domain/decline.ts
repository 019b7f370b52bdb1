import { z } from "zod";

/** Why a charge was refused, in the same words for every provider. A shop and its pages switch on it. */
export const declineReasonSchema = z.enum([
  /** Less money than it costs: she can top her wallet up, or pay by code with another method. */
  "insufficient_funds",
  /** A limit of hers: per day, per month, or of her card. */
  "limit_exceeded",
  /** The way of paying that her wallet would use cannot be used now. */
  "payment_method_unusable",
  /** The same amount from the same shopper within minutes: only she knows whether it is meant. */
  "suspected_duplicate",
  /** The link to her account was ended, or its time is over. */
  "authorization_ended",
  /** Her account is closed or suspended. */
  "account_unusable",
  /** Her wallet wants to know who she is before it pays such a sum. */
  "identity_required",
  /** A limit of the merchant's, or something that the merchant has no contract for. */
  "merchant_limit",
  /** Refused for good, without a reason that we know. */
  "refused",
]);
export type DeclineReason = z.infer<typeof declineReasonSchema>;

/** What makes sense after a declined charge. */
export type RetryAdvice =
  /** The same charge will be refused again. */
  | { retry: "never" }
  /** Tell her, and try again when she has done something about it. */
  | { retry: "after_shopper_acts" }
  | { retry: "after_linking_again" }
  /** Ask her whether she means it. */
  | { retry: "with_her_word" }
  /** It may go through by itself after so long. */
  | { retry: "later"; afterMs: number };

const dayMs = 24 * 3_600_000;

const soonMs = 10 * 60_000;

/**
 * Whether, and when, a charge that has failed is worth another attempt: for a billing job, always under a new key. Without
 * a reason it failed for nothing that lies with the shopper or the shop.
 */
export function retryAdviceOf(reason: DeclineReason | null): RetryAdvice {
  switch (reason) {
    case null:
      return { retry: "later", afterMs: soonMs };
    case "insufficient_funds":
    case "limit_exceeded":
      return { retry: "later", afterMs: dayMs };
    case "payment_method_unusable":
    case "identity_required":
      return { retry: "after_shopper_acts" };
    case "suspected_duplicate":
      return { retry: "with_her_word" };
    case "authorization_ended":
      return { retry: "after_linking_again" };
    case "account_unusable":
    case "merchant_limit":
    case "refused":
      return { retry: "never" };
  }
}
