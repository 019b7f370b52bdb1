import type {
  DeclineReason,
  ErrorView,
  NextAction,
  PaymentGrant,
  PaymentStatus,
  PaymentView,
} from "@kaikei/server/contract";

// Our own server speaks here, so its contract is trusted for the shape of what is named; guarded is what tells our
// body from another one, what a newer server may have new words for, and what becomes a link.

/** The view in a body, or null when it is not one. */
export function readPaymentView(body: unknown): PaymentView | null {
  if (!isPaymentView(body)) return null;
  const { status, declineReason } = body;
  return {
    ...body,
    // An unknown word: nothing happened yet.
    status: Object.hasOwn(statuses, status) ? status : "pending",
    declineReason:
      declineReason && (Object.hasOwn(declineReasons, declineReason) ? declineReason : "refused"),
    nextAction: readNextAction(body.nextAction),
  };
}

/** The grant in a body, or null when it is not one. */
export function readPaymentGrant(body: unknown): PaymentGrant | null {
  if (!isObject(body) || typeof body.token !== "string") return null;
  const payment = readPaymentView(body.payment);
  return payment && { token: body.token, payment };
}

/** True for the body of an error of ours. */
export function isErrorView(body: unknown): body is ErrorView {
  return isObject(body) && isObject(body.error) && typeof body.error.code === "string";
}

function isPaymentView(body: unknown): body is PaymentView {
  return (
    isObject(body) &&
    isObject(body.amount) &&
    [body.id, body.order, body.amount.currency].every((field) => typeof field === "string") &&
    [body.version, body.serverTime, body.amount.value].every(isNumber)
  );
}

function readNextAction(action: NextAction | null): NextAction | null {
  if (!isObject(action)) return null;
  if (!("url" in action) || readAddress(action.url)) return action;
  // What she has to approve she finds in her app, too.
  return action.kind === "approve" ? { ...action, url: null } : null;
}

/** It becomes the href of a link: an address that runs script must never get there. */
export function readAddress(value: unknown): string | null {
  return typeof value === "string" && /^https?:/i.test(value) ? value : null;
}

const statuses = {
  created: 1,
  pending: 1,
  authorized: 1,
  completed: 1,
  canceled: 1,
  expired: 1,
  failed: 1,
} satisfies Record<PaymentStatus, 1>;

const declineReasons = {
  insufficient_funds: 1,
  limit_exceeded: 1,
  payment_method_unusable: 1,
  suspected_duplicate: 1,
  authorization_ended: 1,
  account_unusable: 1,
  identity_required: 1,
  merchant_limit: 1,
  refused: 1,
} satisfies Record<DeclineReason, 1>;

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
