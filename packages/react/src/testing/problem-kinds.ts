import type { ProblemCode, ProblemKind } from "../wire/problem.ts";

/** Which of the shopper's words fits each code there is, written out: the package itself keeps a shorter table. */
export const problemKinds = {
  invalid_request: "shop",
  cross_origin: "shop",
  source_not_allowed: "shop",
  token_missing: "session",
  token_invalid: "session",
  token_expired: "session",
  forbidden: "viewOnly",
  route_not_found: "shop",
  order_not_found: "order",
  price_changed: "price",
  payment_not_found: "missing",
  method_not_allowed: "shop",
  payment_not_cancelable: "ended",
  payment_not_refundable: "ended",
  payment_not_capturable: "shop",
  customer_unknown: "signIn",
  account_not_linked: "link",
  scope_missing: "link",
  link_attempt_invalid: "attempt",
  charge_uncertain: "waiting",
  cashback_refused: "shop",
  cashback_not_found: "shop",
  file_unreadable: "shop",
  not_supported: "shop",
  idempotency_conflict: "shop",
  too_many_attempts: "busy",
  too_many_streams: "busy",
  body_too_large: "shop",
  unsupported_media_type: "shop",
  order_invalid: "shop",
  internal: "trouble",
  provider_declined: "declined",
  provider_unauthorized: "shop",
  provider_unreachable: "busy",
  provider_busy: "busy",
  payments_paused: "paused",
  store_unavailable: "trouble",
  store_locked: "shop",
  transaction_open: "shop",
  configuration: "shop",
  network_failed: "offline",
  timed_out: "offline",
  bad_answer: "trouble",
} satisfies Record<ProblemCode, ProblemKind>;

/** Every code a problem can have. */
export const problemCodes = Object.keys(problemKinds).filter(isProblemCode);

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemKinds, code);
}
