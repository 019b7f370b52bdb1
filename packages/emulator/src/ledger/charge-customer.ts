import type { Merchant } from "../options.ts";
import type { ChargeRequest } from "../requests/charge-request.ts";
import { isRefusal, type Refusal, refuse } from "../result-codes.ts";
import { whyNotCharged } from "./afford.ts";
import { authorizationOf } from "./authorization-of.ts";
import { prolongAuthorization } from "./end-authorization.ts";
import { codeOf, paymentOf, paymentRequestOf } from "./find.ts";
import { whyNotHeld } from "./hold.ts";
import type { Ledger } from "./ledger.ts";
import { keepRefused, makePayment, type PaymentToMake } from "./make-payment.ts";
import { orderFrom } from "./order.ts";
import { isUndone, type Payment } from "./payment.ts";

/** What a shop may do with an authorization, and the scope that it needs. */
const scopes = {
  native: "direct_debit",
  preauthorize: "preauth_capture_native",
  continuous: "continuous_payments",
} as const;

/** The only way to pay that these customers have. */
const isWallet = ({ paymentMethodType, paymentMethodId }: ChargeRequest) =>
  (paymentMethodType ?? "WALLET") === "WALLET" && !paymentMethodId;

export interface Charge {
  readonly kind: keyof typeof scopes;
  readonly merchant: Merchant;
  readonly request: ChargeRequest;
  /** The shop asked the customer whether she means a second payment of the same amount. */
  readonly agreedToSimilar: boolean;
}

/** A shop charges a customer who allowed it beforehand. The same id again returns the earlier payment. */
export function chargeCustomer(ledger: Ledger, charge: Charge): Payment | Refusal {
  const { kind, merchant, request } = charge;
  const { merchantId } = merchant;
  const { merchantPaymentId, userAuthorizationId } = request;
  const earlier = paymentOf(ledger, merchantId, merchantPaymentId);
  if (earlier) return earlier.refusedWith === null ? earlier : refuse(earlier.refusedWith);
  if ([codeOf, paymentRequestOf].some((find) => find(ledger, merchantId, merchantPaymentId))) {
    return refuse("INVALID_REQUEST_PARAMS", "merchantPaymentId was used for a code or a request");
  }
  const linked = authorizationOf(ledger, merchantId, userAuthorizationId, scopes[kind]);
  if (isRefusal(linked)) return linked;
  const { customer, authorization } = linked;

  if (!isWallet(request)) return refuse("PAYMENT_METHOD_NOT_FOUND");
  const isHold = kind === "preauthorize";
  const holdUntil = request.expiresAt ?? null;
  const refused = isHold ? whyNotHeld(ledger, merchant, holdUntil) : null;
  if (refused) return refused;
  const amount = request.amount.amount;
  // Nobody is there to be asked about a continuous payment, and its call has no word for the answer.
  const mayBeMeantOnce = kind !== "continuous" && !charge.agreedToSimilar;
  if (mayBeMeantOnce && hasSimilar(ledger, merchantId, customer.id, amount)) {
    return refuse("SUSPECTED_DUPLICATE_PAYMENT");
  }
  const toMake: PaymentToMake = {
    method: kind === "continuous" ? "continuous" : "native",
    merchantId,
    merchantName: merchant.name,
    merchantPaymentId,
    customer,
    userAuthorizationId,
    amount,
    order: orderFrom(request),
    isHold,
    holdUntil,
    requestedAt: request.requestedAt,
  };
  const outcome = whyNotCharged(ledger, merchant, customer, amount) ?? makePayment(ledger, toMake);
  if (!isRefusal(outcome)) prolongAuthorization(ledger, authorization);
  else if (ledger.habits.refusedCharge === "kept") keepRefused(ledger, toMake, outcome.refused);
  return outcome;
}

/** Whether she was charged the same amount a moment ago, and it was not undone. */
function hasSimilar(ledger: Ledger, merchantId: string, customerId: string, amount: number): boolean {
  const since = ledger.now() - ledger.habits.similarSeconds;
  return [...ledger.payments.values()].some(
    (payment) =>
      payment.merchantId === merchantId &&
      payment.customerId === customerId &&
      payment.userAuthorizationId !== null &&
      payment.amount === amount &&
      payment.acceptedAt > since &&
      !isUndone(payment),
  );
}
