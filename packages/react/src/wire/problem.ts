import type { KaikeiErrorCode } from "@kaikei/server/contract";

/** What can go wrong between the browser and the shop: the server's codes, and three of the way there. */
export type ProblemCode = KaikeiErrorCode | "network_failed" | "timed_out" | "bad_answer";

/** Which of the shopper's explanations fits: `problem.<kind>` in the messages. */
export type ProblemKind =
  | "offline"
  | "busy"
  | "paused"
  | "trouble"
  | "shop"
  | "session"
  | "order"
  | "missing"
  | "ended"
  | "declined"
  | "viewOnly"
  | "signIn"
  | "link"
  | "attempt"
  | "waiting";

/** A request that did not get what it asked for. The shopper's words are chosen by `kind`. */
export interface PaymentProblem {
  code: ProblemCode;
  kind: ProblemKind;
  /** The same request may be sent again as it is. */
  retryable: boolean;
  /** Milliseconds that the server asked to wait (`Retry-After`); null when it did not say. */
  retryAfterMs: number | null;
  /** English, for the developer's console; never shown to the shopper. */
  message: string;
}

const kinds = {
  invalid_request: "shop",
  cross_origin: "shop",
  source_not_allowed: "shop",
  token_missing: "session",
  token_invalid: "session",
  token_expired: "session",
  forbidden: "viewOnly",
  route_not_found: "shop",
  order_not_found: "order",
  payment_not_found: "missing",
  method_not_allowed: "shop",
  payment_not_cancelable: "ended",
  payment_not_refundable: "ended",
  payment_not_capturable: "shop",
  customer_unknown: "signIn",
  account_not_linked: "link",
  scope_missing: "link",
  link_attempt_invalid: "attempt",
  price_changed: "order",
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
} as const satisfies Record<ProblemCode, ProblemKind>;

/** Every code a problem can have, for a table or a test that wants to be complete. */
export const problemCodes = Object.keys(kinds).filter(isProblemCode);

/** True for a code of the closed union; a newer server may know more. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(kinds, code);
}

/** Builds a problem; what the code does not say has a default. */
export function createProblem(
  code: ProblemCode,
  message: string,
  more: { retryable?: boolean; retryAfterMs?: number | null } = {},
): PaymentProblem {
  return {
    code,
    kind: kinds[code],
    message,
    retryable: more.retryable ?? false,
    retryAfterMs: more.retryAfterMs ?? null,
  };
}
