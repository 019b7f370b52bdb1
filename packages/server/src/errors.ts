/** What the closed union of error codes says about each: HTTP status, whether the same request may be sent again, and what to do. */
const errorTable = {
  invalid_request: {
    status: 400,
    retryable: false,
    help: "Correct the field that the message names. The browser sends an order and nothing else; prices come from resolveOrder.",
  },
  cross_origin: {
    status: 403,
    retryable: false,
    help: "Call these routes from a page of the same origin as KAIKEI_PUBLIC_URL.",
  },
  source_not_allowed: {
    status: 403,
    retryable: false,
    help: "The sender's address is not in notifications.allowFrom, or trustedProxies is not the number of proxies that append to X-Forwarded-For.",
  },
  token_missing: {
    status: 401,
    retryable: false,
    help: "Send the token that came with the payment as 'Authorization: Bearer <token>'.",
  },
  token_invalid: {
    status: 401,
    retryable: false,
    help: "The token was not issued by this shop, or KAIKEI_SECRET has changed. Start the payment again: the same one comes back.",
  },
  token_expired: {
    status: 401,
    retryable: false,
    help: "Start the payment again: a payment that is still open comes back with a fresh token.",
  },
  forbidden: {
    status: 403,
    retryable: false,
    help: "A view-only token shows a payment and cannot end it. Use the token that POST /payments gave.",
  },
  route_not_found: {
    status: 404,
    retryable: false,
    help: "The routes are listed in the README of @kaikei/server.",
  },
  order_not_found: {
    status: 404,
    retryable: false,
    help: "resolveOrder returned null: the order does not exist, or this visitor may not pay it.",
  },
  payment_not_found: {
    status: 404,
    retryable: false,
    help: "There is no such payment, or the token is for another one.",
  },
  cashback_not_found: { status: 404, retryable: false, help: "There is no such cashback." },
  file_unreadable: {
    status: 400,
    retryable: false,
    help: "Give the file as the provider made it, byte for byte: not opened and saved again, not converted, not cut off.",
  },
  method_not_allowed: {
    status: 405,
    retryable: false,
    help: "Use one of the methods that the message names.",
  },
  payment_not_cancelable: {
    status: 409,
    retryable: false,
    help: "The payment has already been paid or ended. Show its status; to give money back use payments.undo or payments.refund.",
  },
  payment_not_refundable: {
    status: 409,
    retryable: false,
    help: "Only captured money that has not been given back yet can be refunded. Compare the payment's captured and refunded.",
  },
  payment_not_capturable: {
    status: 409,
    retryable: false,
    help: "Only held money can be captured, once, and before its hold ends. Compare the payment's status, authorized and holdExpiresAt.",
  },
  customer_unknown: {
    status: 401,
    retryable: false,
    help: "identifyCustomer returned null: ask the visitor to sign in to the shop first.",
  },
  account_not_linked: {
    status: 409,
    retryable: false,
    help: "The customer has no linked account, or the link has ended. Link it (LinkAccountButton), or take the payment by code.",
  },
  scope_missing: {
    status: 409,
    retryable: false,
    help: "The customer linked the account without the scope that the message names. Ask for it and link again.",
  },
  link_attempt_invalid: {
    status: 410,
    retryable: false,
    help: "The attempt to link was used, is over, or belongs to another customer. Begin again.",
  },
  price_changed: {
    status: 409,
    retryable: false,
    help: "The order costs something else than the page shows (expected). Reload the page and show the new price; nothing was begun.",
  },
  charge_uncertain: {
    status: 409,
    retryable: true,
    help: "The outcome of an earlier charge of this account is not known yet; it is being looked up. Show that payment, and try again when it has ended.",
  },
  cashback_refused: {
    status: 409,
    retryable: false,
    help: "More was asked back than was given, or the cashback is not final yet. Compare its amount and status.",
  },
  not_supported: {
    status: 501,
    retryable: false,
    help: "This provider cannot do that. The message names what was asked.",
  },
  idempotency_conflict: {
    status: 409,
    retryable: false,
    help: "The key was used for another amount. Use one key for one intended refund.",
  },
  too_many_attempts: {
    status: 429,
    retryable: true,
    help: "A customer has begun to link an account, or a visitor to pay an order, too often within a quarter of an hour. Look for a page that begins in a loop.",
  },
  too_many_streams: {
    status: 429,
    retryable: true,
    help: "Poll GET /payments/:id instead; the React kit does so by itself. Look for a page that opens streams in a loop.",
  },
  body_too_large: {
    status: 413,
    retryable: false,
    help: "Requests are small JSON objects; the message names the limit.",
  },
  unsupported_media_type: { status: 415, retryable: false, help: "Send 'Content-Type: application/json'." },
  order_invalid: {
    status: 500,
    retryable: false,
    help: "The shop's resolveOrder returned something that cannot be charged; the message names the field.",
  },
  internal: {
    status: 500,
    retryable: true,
    help: "Something unexpected failed, and the log says what. Look at the record before you repeat a refund without a key.",
  },
  provider_declined: {
    status: 502,
    retryable: false,
    help: "The provider refused the request. The message has its code; look it up in the table of result codes.",
  },
  provider_unauthorized: {
    status: 502,
    retryable: false,
    help: "The provider does not accept our key, secret or merchant id, or the server's clock is more than two minutes off.",
  },
  provider_unreachable: {
    status: 503,
    retryable: true,
    help: "The provider could not be reached, so nothing was charged. Try again; the same payment continues.",
  },
  provider_busy: {
    status: 503,
    retryable: true,
    help: "The provider limits our rate or is under maintenance. Try again later; the same payment continues.",
  },
  payments_paused: {
    status: 503,
    retryable: true,
    help: "The shop takes no new payments for now (acceptPayments). Those that were started go on.",
  },
  store_unavailable: {
    status: 503,
    retryable: true,
    help: "The payment record cannot be reached. Check the database; then look at the record before you repeat a refund without a key.",
  },
  store_locked: {
    status: 503,
    retryable: false,
    help: "An embedded database belongs to one process. Stop the other one, or use PostgreSQL (DATABASE_URL).",
  },
  transaction_open: {
    status: 500,
    retryable: false,
    help: "Inside a transaction use the tx that it gives you, also in a hook's once(): the embedded database has one connection.",
  },
  configuration: {
    status: 500,
    retryable: false,
    help: "Correct the option or variable that the message names, then start again.",
  },
} as const satisfies Record<string, { status: number; retryable: boolean; help: string }>;

/** Every code that Kaikei throws or answers with. */
export type KaikeiErrorCode = keyof typeof errorTable;

/** All codes, for whoever wants to be exhaustive at run time. */
export const kaikeiErrorCodes = Object.keys(errorTable).filter(isKaikeiErrorCode);

function isKaikeiErrorCode(code: string): code is KaikeiErrorCode {
  return Object.hasOwn(errorTable, code);
}

/**
 * The one error class of Kaikei. Switch on `code`; `help` says what to do about it.
 *
 * @example
 * ```ts
 * try {
 *   await kaikei.payments.refund({ payment: id, amount: 500 });
 * } catch (error) {
 *   if (error instanceof KaikeiError && error.code === "payment_not_refundable") …
 * }
 * ```
 */
export class KaikeiError extends Error {
  readonly code: KaikeiErrorCode;
  /** HTTP status that the route handler answers with. */
  readonly status: number;
  /** The same request may be sent again as it is. */
  readonly retryable: boolean;
  /** What to do about it, in one or two English sentences. */
  readonly help: string;
  /** Milliseconds before which asking again brings the same; null when that is not known. */
  readonly retryAfterMs: number | null;

  constructor(
    code: KaikeiErrorCode,
    message: string,
    { retryAfterMs = null, ...options }: ErrorOptions & { retryAfterMs?: number | null } = {},
  ) {
    super(message, options);
    this.name = "KaikeiError";
    this.code = code;
    const entry = errorTable[code];
    this.status = entry.status;
    this.retryable = entry.retryable;
    this.help = entry.help;
    this.retryAfterMs = retryAfterMs;
  }
}
