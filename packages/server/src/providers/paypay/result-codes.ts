import type { ProblemReason } from "../../provider.ts";
import type { EndpointName } from "./endpoints.ts";

/** What one of PayPay's codes means for the call that got it. */
export type ResultClass =
  /** Nobody knows whether it acted: look before anything else. */
  | "unknown"
  /** It did not act; the same request may be sent again later. */
  | "retryable"
  /** It did not act, and the same request will not either. */
  | "not_retryable"
  /** It did not act: the shopper or the merchant has to do something first. */
  | "action"
  /** It did not act, because the thing is in a final state already. */
  | "terminal";

/** One row of the table. */
export interface ResultCode {
  class: ResultClass;
  reason: ProblemReason;
  /** HTTP statuses that PayPay sends it with; empty where its sources do not say. */
  http: readonly number[];
  /** What it means and what to do, for the developer or the operator. */
  advice: string;
  /** How long to wait before the next attempt, in milliseconds, where PayPay says so. */
  retryAfterMs?: number;
  /** Where one call differs. */
  at?: Partial<Record<EndpointName, Partial<Pick<ResultCode, "class" | "reason" | "advice">>>>;
  /** Where reading differs from writing: a read cannot have acted. */
  read?: Partial<Pick<ResultCode, "class" | "reason" | "advice">>;
}

const clientFault =
  "Correct the request: the message in PayPay's panel and the page of the call name the fields.";
const unknownOutcome = "PayPay failed without saying whether it acted. Look before repeating anything.";
const relink = "The account link has ended: ask the shopper to link the account again.";
const otherMethod = "Ask the shopper to choose another way to pay in the PayPay app.";
const newOrder = "The order has left PayPay's records: start a new one.";
const merchantLimit = "The amount is above what PayPay allows this merchant: ask PayPay.";
const refundedOutside = "The order has left PayPay's records: settle it outside of PayPay.";
const accountClosed = "The shopper has closed the PayPay account: offer another way to pay.";
const notThere = "PayPay knows no payment of this id.";
const spendingLimit =
  "The shopper has reached a limit; it can be changed in the PayPay app, or another way to pay chosen.";

/**
 * Every error code of the Open Payment API that we know of (PayPay OpenAPI 2026-05; SDK READMEs; help
 * centre), with what it means. Branch on these codes; PayPay's numeric `codeId` is only worth logging.
 */
export const resultCodes: Readonly<Record<string, ResultCode>> = {
  // Any call
  INVALID_REQUEST_PARAMS: row([400], "not_retryable", "invalid_request", clientFault),
  MISSING_REQUEST_PARAMS: row([400], "not_retryable", "invalid_request", clientFault),
  INVALID_PARAMS: row([400], "not_retryable", "invalid_request", clientFault, {
    at: {
      "refunds.create": { advice: "Correct the refund: most often its amount is more than what is left." },
    },
  }),
  UNAUTHORIZED: row(
    [401],
    "not_retryable",
    "unauthorized",
    "Check PAYPAY_API_KEY, PAYPAY_API_SECRET and PAYPAY_MERCHANT_ID against PAYPAY_ENVIRONMENT, and the server's clock (less than 2 minutes off).",
  ),
  OP_OUT_OF_SCOPE: row(
    [401],
    "not_retryable",
    "out_of_scope",
    "Ask PayPay to enable this call in the contract.",
  ),
  OPA_CLIENT_NOT_FOUND: row(
    [404],
    "not_retryable",
    "unauthorized",
    "PayPay does not know this API key: check PAYPAY_API_KEY.",
  ),
  RATE_LIMIT: row(
    [429],
    "retryable",
    "rate_limited",
    "Too many calls: wait, and send the same request again.",
  ),
  SERVICE_ERROR: row([500], "unknown", "provider_error", unknownOutcome),
  INTERNAL_SERVER_ERROR: row([500], "unknown", "provider_error", unknownOutcome, {
    at: {
      "payments.cancel": {
        advice: "The cancel may have been taken. Repeat it until it is accepted or its time is over.",
      },
    },
  }),
  MAINTENANCE_MODE: row(
    [503],
    "unknown",
    "maintenance",
    "PayPay is under maintenance. Look at what was under way once it is back.",
    {
      read: { class: "retryable", advice: "PayPay is under maintenance: ask again later." },
    },
  ),
  TRANSACTION_FAILED: row(
    [500],
    "not_retryable",
    "refused",
    "It did not happen. Wait, then begin a new transaction with a new id.",
  ),

  // Codes
  DUPLICATE_DYNAMIC_QR_REQUEST: row(
    [400],
    "terminal",
    "duplicate",
    "This merchantPaymentId has a code already: look at that payment, and use a new id for a new code.",
  ),
  DYNAMIC_QR_BAD_REQUEST: row([400], "not_retryable", "invalid_request", clientFault),
  DYNAMIC_QR_PAYMENT_NOT_FOUND: row(
    [400, 404],
    "terminal",
    "not_found",
    "Nothing has been paid with this id. Before its expiry keep asking; after it, start anew.",
  ),
  DYNAMIC_QR_ALREADY_PAID: row(
    [400],
    "terminal",
    "already_paid",
    "The code was paid before it could be deleted: look at the payment.",
  ),
  DYNAMIC_QR_NOT_FOUND: row(
    [404],
    "terminal",
    "not_found",
    "There is no such code (any more), so nobody can pay it.",
  ),
  PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT: row(
    [400],
    "not_retryable",
    "out_of_scope",
    "Ask PayPay to enable pre-authorisation for this merchant.",
  ),
  PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE: row(
    [400],
    "not_retryable",
    "invalid_request",
    "The hold's expiry lies outside of what PayPay granted this merchant.",
  ),

  // Cancel, refund
  ORDER_NOT_REVERSIBLE: row(
    [400],
    "not_retryable",
    "refused",
    "It can no longer be cancelled (ended already, captured, or past 00:14:59 of the next day): look, then refund what was captured.",
  ),
  ORDER_NO_LONGER_AVAILABLE: row([400], "not_retryable", "refused", newOrder, {
    at: {
      "payments.cancel": { advice: refundedOutside },
      "refunds.create": { advice: refundedOutside },
      "refunds.get": { advice: refundedOutside },
    },
  }),
  UNACCEPTABLE_OP: row(
    [400],
    "not_retryable",
    "refused",
    "PayPay does not allow this for the order or the merchant.",
    {
      at: {
        "refunds.create": {
          advice:
            "The order cannot be refunded, or not more than once: that has to be enabled for the merchant.",
        },
        "payments.create": { class: "action", reason: "merchant_action", advice: merchantLimit },
        "payments.preauthorize": { class: "action", reason: "merchant_action", advice: merchantLimit },
        "payments.continuous": { class: "action", reason: "merchant_action", advice: merchantLimit },
        "payments.capture": { class: "action", reason: "merchant_action", advice: merchantLimit },
      },
    },
  ),
  CANCELED_USER: row(
    [400],
    "not_retryable",
    "refused",
    "The shopper has closed the PayPay account: settle it outside of PayPay.",
    {
      at: {
        "payments.create": { advice: accountClosed },
        "payments.preauthorize": { advice: accountClosed },
        "payments.continuous": { advice: accountClosed },
      },
    },
  ),
  THROTTLED_MULTIPLE_REFUND_REJECTED: row(
    [400],
    "retryable",
    "not_yet",
    "Another refund of the order was made just now: wait a minute.",
    { retryAfterMs: 60_000 },
  ),
  REFUND_LIMIT_EXCEEDED: row(
    [400],
    "not_retryable",
    "refused",
    "The refunds would exceed what was paid, or their number is used up.",
  ),
  REFUND_WINDOW_EXCEED: row(
    [400],
    "not_retryable",
    "refused",
    "Refunds end 365 days after the payment: settle it outside of PayPay.",
  ),
  MERCHANT_MULTIPLE_REFUND_REJECTED: row(
    [403],
    "not_retryable",
    "out_of_scope",
    "Ask PayPay to enable several refunds per order for this merchant.",
  ),
  RESOURCE_NOT_FOUND: row(
    [404],
    "not_retryable",
    "not_found",
    "PayPay knows no such payment. It wants its own paymentId here, not the merchantPaymentId.",
    {
      at: {
        // Of a refund only NO_SUCH_REFUND_ORDER says that it did not happen.
        "refunds.get": { reason: "refused" },
        "payments.get": { advice: notThere },
        "payments.cancel": { advice: notThere },
        "payments.capture": { advice: notThere },
        "topUps.get": { advice: "PayPay knows no top-up of this id." },
      },
    },
  ),
  NO_SUCH_REFUND_ORDER: row(
    [404],
    "terminal",
    "not_found",
    "The refund did not happen; the same id may be sent again.",
  ),

  // Capture, revert, reauthorize
  USER_CONFIRMATION_REQUIRED: row(
    [201, 202],
    "action",
    "shopper_action",
    "The shopper must approve it in the PayPay app within 6 hours.",
  ),
  ALREADY_CAPTURED: row(
    [400],
    "terminal",
    "already_paid",
    "It is captured already: compare its captures with ours.",
  ),
  ORDER_EXPIRED: row([400], "not_retryable", "refused", "The hold has expired: a new payment is needed."),
  ORDER_NOT_CAPTURABLE: row(
    [400],
    "not_retryable",
    "refused",
    "The payment is not held: look how it stands.",
  ),
  REAUTHORIZATION_IN_PROGRESS: row(
    [400],
    "retryable",
    "not_yet",
    "A change of the hold is under way: capture once it is settled.",
  ),
  TOO_CLOSE_TO_EXPIRY: row(
    [400],
    "not_retryable",
    "refused",
    "The hold expires too soon to be captured: a new payment is needed.",
  ),
  HIGHER_CAPTURE_NOT_PERMITTED: row(
    [400],
    "not_retryable",
    "refused",
    "Reauthorize to the higher amount first, or capture no more than is held.",
  ),
  LIMIT_EXCEEDED: row([400], "action", "shopper_action", spendingLimit, {
    at: {
      "payments.capture": {
        class: "not_retryable",
        reason: "refused",
        advice: "The capture exceeds a limit: capture less.",
      },
    },
  }),
  ORDER_NOT_CANCELABLE: row(
    [400],
    "terminal",
    "refused",
    "The hold cannot be reverted any more: look how the payment stands.",
  ),
  REAUTHORIZE_REJECTED: row(
    [400],
    "not_retryable",
    "refused",
    "The hold cannot be changed so; a repeated request id is rejected too. Look at it first.",
  ),
  REAUTH_AMOUNT_UNCHANGED: row(
    [400],
    "not_retryable",
    "invalid_request",
    "The hold has this amount already.",
  ),
  REAUTH_MAX_LIMIT_EXCEEDED: row(
    [400],
    "not_retryable",
    "refused",
    "A hold can be changed ten times; this one has been.",
  ),
  REAUTHORIZE_FAILED: row(
    [400],
    "not_retryable",
    "refused",
    "The hold was not changed: capture what is held, or take a new payment.",
  ),

  // The shopper's money and account
  PAY_METHOD_INVALIDATED: row([400], "action", "shopper_action", otherMethod),
  NO_SUFFICIENT_FUND: row(
    [400],
    "action",
    "shopper_action",
    "The shopper's balance is too low: topping up or another way to pay helps.",
  ),
  USER_DEFINED_DAILY_LIMIT_EXCEEDED: row([400], "action", "shopper_action", spendingLimit),
  USER_DEFINED_MONTHLY_LIMIT_EXCEEDED: row([400], "action", "shopper_action", spendingLimit),
  USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED: row([], "action", "shopper_action", spendingLimit),
  CC_LIMIT_EXCEEDED: row([], "action", "shopper_action", otherMethod),
  PPC_LIMIT_EXCEEDED: row([], "action", "shopper_action", otherMethod),
  PPC_EXPIRED: row([], "action", "shopper_action", otherMethod),
  NON_KYC_USER: row(
    [],
    "action",
    "shopper_action",
    "The shopper has to prove their identity in the PayPay app first.",
  ),
  UNSUPPORTED_PAYMENT_METHOD: row([400], "action", "shopper_action", otherMethod),
  NO_VALID_PAYMENT_METHOD: row([404], "action", "shopper_action", otherMethod),
  PAYMENT_METHOD_NOT_FOUND: row([404], "action", "shopper_action", otherMethod),
  SUSPECTED_DUPLICATE_PAYMENT: row(
    [400],
    "action",
    "shopper_action",
    "The shopper paid the same amount within 5 minutes: ask, and repeat with agreeSimilarTransaction if it is meant.",
    {
      at: {
        "payments.continuous": {
          advice:
            "The shopper paid the same amount within 5 minutes, and nobody can be asked: charge again after that.",
        },
      },
    },
  ),
  INVALID_USER_AUTHORIZATION_ID: row([401], "action", "shopper_action", relink),
  EXPIRED_USER_AUTHORIZATION_ID: row([401], "action", "shopper_action", relink),
  USER_STATE_IS_NOT_ACTIVE: row(
    [401],
    "action",
    "shopper_action",
    "The shopper's PayPay account is not active: they have to ask PayPay.",
  ),

  // Pending payments, account link, cashback
  DUPLICATE_REQUEST_ORDER: row(
    [400],
    "terminal",
    "duplicate",
    "This merchantPaymentId has a request already: look at that one.",
  ),
  SUSPECTED_DUPLICATE_ORDER: row(
    [400],
    "action",
    "shopper_action",
    "The shopper has an equal open request: ask before making another.",
  ),
  REQUEST_ORDER_NOT_FOUND: row([400, 404], "terminal", "not_found", "There is no such request."),
  INVALID_REQUEST_ORDER_STATE: row(
    [409],
    "terminal",
    "refused",
    "The request is in another state by now: look at it.",
  ),
  EXPECTATION_FAILED: row(
    [400],
    "not_retryable",
    "out_of_scope",
    "A scope is not in the contract, or the return address's domain is not registered with PayPay.",
  ),
  SESSION_NOT_FOUND: row([], "terminal", "not_found", "The link session has ended: begin again."),
  NOT_ENOUGH_MONEY: row(
    [200],
    "terminal",
    "merchant_action",
    "The merchant's cashback balance is too low: the cashback was not given.",
  ),
  TRANSACTION_NOT_FOUND: row(
    [404, 400],
    "terminal",
    "not_found",
    "PayPay knows no such cashback yet: right after it was given, and for as long as PayPay's queue is long, that proves nothing.",
  ),
  VALIDATION_FAILED_EXCEPTION: row(
    [400],
    "not_retryable",
    "invalid_request",
    "The cashback was refused; an id that was used before is refused too.",
  ),
};

function row(
  http: readonly number[],
  resultClass: ResultClass,
  reason: ProblemReason,
  advice: string,
  more: Pick<ResultCode, "at" | "read" | "retryAfterMs"> = {},
): ResultCode {
  return { http, class: resultClass, reason, advice, ...more };
}
