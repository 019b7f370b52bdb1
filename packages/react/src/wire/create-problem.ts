// Apart from what each tag loads first: before the first request nothing can have gone wrong.
import type { PaymentProblem, ProblemCode, ProblemKind } from "./problem.ts";

// What is not here is `trouble` when it may pass, and else for the shop to put right.
const kinds: { readonly [Code in ProblemCode]?: ProblemKind } = {
  token_missing: "session",
  token_invalid: "session",
  token_expired: "session",
  forbidden: "viewOnly",
  order_not_found: "order",
  price_changed: "price",
  payment_not_found: "missing",
  payment_not_cancelable: "ended",
  payment_not_refundable: "ended",
  customer_unknown: "signIn",
  account_not_linked: "link",
  scope_missing: "link",
  link_attempt_invalid: "attempt",
  charge_uncertain: "waiting",
  too_many_attempts: "busy",
  too_many_streams: "busy",
  provider_declined: "declined",
  provider_unreachable: "busy",
  provider_busy: "busy",
  payments_paused: "paused",
  network_failed: "offline",
  timed_out: "offline",
};

/** Builds a problem; what is not said is no. */
export function createProblem(
  code: ProblemCode,
  message: string,
  { retryable = false, retryAfterMs = null }: { retryable?: boolean; retryAfterMs?: number | null } = {},
): PaymentProblem {
  const kind = kinds[code] ?? (retryable ? "trouble" : "shop");
  return { code, kind, message, retryable, retryAfterMs };
}
