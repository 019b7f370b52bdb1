import type {
  Currency,
  DeclineReason,
  NextAction,
  PaymentGrant,
  PaymentMethod,
  PaymentStatus,
  PaymentView,
} from "@kaikei/server/contract";

// Small guards by hand: a schema library would weigh more than the rest of this package. They are lenient as the
// contract asks: unknown fields pass unseen, an unknown status reads as "nothing happened yet".

/** The view in a body, or null when it is not one. */
export function readPaymentView(body: unknown): PaymentView | null {
  if (!isObject(body) || !isObject(body.amount)) return null;
  const { id, order, serverTime, version, amount } = body;
  if (typeof id !== "string" || typeof order !== "string") return null;
  if (!isNumber(serverTime) || !isNumber(version)) return null;
  if (!isNumber(amount.value) || !isCurrency(amount.currency)) return null;
  return {
    id,
    order,
    provider: typeof body.provider === "string" ? body.provider : "",
    environment: typeof body.environment === "string" ? body.environment : "",
    status: isStatus(body.status) ? body.status : "pending",
    method: isMethod(body.method) ? body.method : "code",
    captureMode: body.captureMode === "manual" ? "manual" : "automatic",
    authorized: isNumber(body.authorized) ? body.authorized : 0,
    captured: isNumber(body.captured) ? body.captured : 0,
    holdExpiresAt: isNumber(body.holdExpiresAt) ? body.holdExpiresAt : null,
    declineReason: readDeclineReason(body.declineReason),
    amount: { value: amount.value, currency: amount.currency },
    refunded: isNumber(body.refunded) ? body.refunded : 0,
    nextAction: readNextAction(body.nextAction),
    retiring: body.retiring === true,
    needsAttention: body.needsAttention === true,
    expiresAt: isNumber(body.expiresAt) ? body.expiresAt : null,
    paidAt: isNumber(body.paidAt) ? body.paidAt : null,
    serverTime,
    pollAfterMs: isNumber(body.pollAfterMs) ? body.pollAfterMs : null,
    device: body.device === "phone" ? "phone" : "desktop",
    version,
  };
}

/** The grant in a body, or null when it is not one. */
export function readPaymentGrant(body: unknown): PaymentGrant | null {
  if (!isObject(body) || typeof body.token !== "string") return null;
  const payment = readPaymentView(body.payment);
  return payment && { token: body.token, payment };
}

/** The code, the developer's message and the retryable flag in the body of an error; null when it is not ours. */
export function readErrorView(body: unknown): { code: string; message: string; retryable: boolean } | null {
  if (!isObject(body) || !isObject(body.error) || typeof body.error.code !== "string") return null;
  const { code, message, retryable } = body.error;
  return { code, message: typeof message === "string" ? message : code, retryable: retryable === true };
}

function readNextAction(value: unknown): NextAction | null {
  if (!isObject(value)) return null;
  const until = isNumber(value.until) ? value.until : null;
  const url = readAddress(value.url);
  switch (value.kind) {
    case "scan_qr":
      return url === null
        ? null
        : { kind: "scan_qr", url, deepLink: typeof value.deepLink === "string" ? value.deepLink : null };
    case "approve":
      return { kind: "approve", url, until };
    case "open_wallet":
      return { kind: "open_wallet", until };
    default:
      return null;
  }
}

/** It becomes the href of a link: an address that runs script must never get there. */
export function readAddress(value: unknown): string | null {
  return typeof value === "string" && /^https?:/i.test(value) ? value : null;
}

const statuses = {
  created: true,
  pending: true,
  authorized: true,
  completed: true,
  canceled: true,
  expired: true,
  failed: true,
} satisfies Record<PaymentStatus, true>;

const methods = {
  code: true,
  linked_account: true,
  recurring: true,
  request: true,
} satisfies Record<PaymentMethod, true>;

const declineReasons = {
  insufficient_funds: true,
  limit_exceeded: true,
  payment_method_unusable: true,
  suspected_duplicate: true,
  authorization_ended: true,
  account_unusable: true,
  identity_required: true,
  merchant_limit: true,
  refused: true,
} satisfies Record<DeclineReason, true>;

const currencies = { JPY: true } satisfies Record<Currency, true>;

function isStatus(value: unknown): value is PaymentStatus {
  return typeof value === "string" && Object.hasOwn(statuses, value);
}

function isMethod(value: unknown): value is PaymentMethod {
  return typeof value === "string" && Object.hasOwn(methods, value);
}

/** One that this version does not know is a refusal all the same. */
function readDeclineReason(value: unknown): DeclineReason | null {
  if (typeof value !== "string") return null;
  return isDeclineReason(value) ? value : "refused";
}

function isDeclineReason(value: string): value is DeclineReason {
  return Object.hasOwn(declineReasons, value);
}

function isCurrency(value: unknown): value is Currency {
  return typeof value === "string" && Object.hasOwn(currencies, value);
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
