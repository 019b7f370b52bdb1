import { randomUUID } from "node:crypto";
import type { Merchant } from "../options.ts";
import type { RequestOrderRequest } from "../requests/request-order-request.ts";
import { isRefusal, type Refusal, refuse } from "../result-codes.ts";
import { authorizationOf } from "./authorization-of.ts";
import { codeOf, paymentOf, paymentRequestOf } from "./find.ts";
import { type Ledger, orderKey } from "./ledger.ts";
import { orderFrom } from "./order.ts";
import { type PaymentRequest, paymentRequestState } from "./payment-request.ts";

/** A shop asks a customer for money. Unlike a charge, the same id again is refused. */
export function makePaymentRequest(
  ledger: Ledger,
  merchant: Merchant,
  body: RequestOrderRequest,
): PaymentRequest | Refusal {
  const { merchantId } = merchant;
  const { merchantPaymentId, userAuthorizationId } = body;
  const used = [paymentRequestOf, paymentOf, codeOf].some((find) =>
    find(ledger, merchantId, merchantPaymentId),
  );
  if (used) return refuse("DUPLICATE_REQUEST_ORDER");
  const linked = authorizationOf(ledger, merchantId, userAuthorizationId, "pending_payments");
  if (isRefusal(linked)) return linked;
  const { customer } = linked;
  if (customer.closed) return refuse("CANCELED_USER");

  const { habits } = ledger;
  const now = ledger.now();
  const expiryDate = body.expiryDate ?? now + habits.requestLifeSeconds;
  if (expiryDate < now + habits.requestLeastSeconds) {
    return refuse("INVALID_REQUEST_PARAMS", `expiryDate must be ${habits.requestLeastSeconds} seconds ahead`);
  }
  const amount = body.amount.amount;
  if (hasSimilar(ledger, merchantId, customer.id, amount)) return refuse("SUSPECTED_DUPLICATE_ORDER");
  const request: PaymentRequest = {
    requestId: randomUUID(),
    merchantId,
    merchantName: merchant.name,
    merchantPaymentId,
    customerId: customer.id,
    userAuthorizationId,
    amount,
    order: orderFrom(body),
    requestedAt: body.requestedAt,
    createdAt: now,
    expiryDate,
    answer: "none",
  };
  ledger.paymentRequests.set(orderKey(merchantId, merchantPaymentId), request);
  return request;
}

/** A request that is paid or can be was made to her a moment ago, of the same amount. */
function hasSimilar(ledger: Ledger, merchantId: string, customerId: string, amount: number): boolean {
  const now = ledger.now();
  return [...ledger.paymentRequests.values()].some(
    (request) =>
      request.merchantId === merchantId &&
      request.customerId === customerId &&
      request.amount === amount &&
      request.createdAt > now - ledger.habits.similarSeconds &&
      ["open", "paid"].includes(paymentRequestState(request, now)),
  );
}
