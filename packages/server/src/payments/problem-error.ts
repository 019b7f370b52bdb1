import { pauseReasonSchema } from "../domain/provider-pause.ts";
import { KaikeiError, type KaikeiErrorCode } from "../errors.ts";
import type { Problem, ProblemReason } from "../provider.ts";

const codeOfReason = {
  unreachable: "provider_unreachable",
  no_answer: "provider_unreachable",
  provider_error: "provider_unreachable",
  rate_limited: "provider_busy",
  maintenance: "provider_busy",
  not_yet: "provider_busy",
  unauthorized: "provider_unauthorized",
  out_of_scope: "provider_unauthorized",
  invalid_request: "provider_declined",
  duplicate: "provider_declined",
  not_found: "provider_declined",
  already_paid: "provider_declined",
  shopper_action: "provider_declined",
  merchant_action: "provider_declined",
  refused: "provider_declined",
} as const satisfies Record<ProblemReason, KaikeiErrorCode>;

/** The error that tells the shop of a provider's refusal. */
export function problemError(problem: Problem): KaikeiError {
  const { reason, message, retryAfterMs } = problem;
  return new KaikeiError(codeOfReason[reason], message, { retryAfterMs });
}

/** Refused now for a reason that passes or can be mended, so what was asked for stays open. */
export function isPassing({ reason }: Problem): boolean {
  return codeOfReason[reason] !== "provider_declined" && reason !== "out_of_scope";
}

/** The provider refused us as a caller, not this payment: whatever was asked waits, and counts as no failure of it. */
export function isPause({ reason }: Problem): boolean {
  return pauseReasonSchema.safeParse(reason).success;
}
