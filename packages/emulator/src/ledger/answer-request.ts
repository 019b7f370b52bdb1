import { isRefusal, type Refusal, refuse } from "../result-codes.ts";
import { paymentRequestOf } from "./find.ts";
import type { Ledger } from "./ledger.ts";
import { makePayment } from "./make-payment.ts";
import type { Payment } from "./payment.ts";
import { type PaymentRequest, paymentRequestState } from "./payment-request.ts";

/** She presses Pay. */
export function payRequest(ledger: Ledger, request: PaymentRequest): Payment | Refusal {
  const customer = ledger.customers.get(request.customerId);
  if (!customer || !isOpen(ledger, request)) return refuse("INVALID_REQUEST_ORDER_STATE");
  const { merchantId, merchantName, merchantPaymentId, userAuthorizationId, amount, order } = request;
  const payment = makePayment(ledger, {
    method: "request",
    merchantId,
    merchantName,
    merchantPaymentId,
    customer,
    userAuthorizationId,
    amount,
    order,
    isHold: false,
    holdUntil: null,
    requestedAt: request.requestedAt,
  });
  if (!isRefusal(payment)) request.answer = "paid";
  return payment;
}

/** She presses Decline. The shop finds out when it looks. */
export function declineRequest(ledger: Ledger, request: PaymentRequest): PaymentRequest | Refusal {
  if (!isOpen(ledger, request)) return refuse("INVALID_REQUEST_ORDER_STATE");
  request.answer = "declined";
  return request;
}

/** The shop takes it back. */
export function withdrawRequest(
  ledger: Ledger,
  merchantId: string,
  merchantPaymentId: string,
): PaymentRequest | Refusal {
  const request = paymentRequestOf(ledger, merchantId, merchantPaymentId);
  if (!request) return refuse("REQUEST_ORDER_ABSENT");
  if (!isOpen(ledger, request)) return refuse("INVALID_REQUEST_ORDER_STATE");
  request.answer = "withdrawn";
  return request;
}

function isOpen(ledger: Ledger, request: PaymentRequest): boolean {
  return paymentRequestState(request, ledger.now()) === "open";
}
