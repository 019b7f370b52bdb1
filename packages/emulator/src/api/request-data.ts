import type { Ledger } from "../ledger/ledger.ts";
import { type PaymentRequest, paymentRequestState } from "../ledger/payment-request.ts";
import { jpy, orderData } from "./payment-data.ts";

/** `data` of the answer to a new request: what was asked, without a status. */
export function requestData(request: PaymentRequest) {
  return {
    merchantPaymentId: request.merchantPaymentId,
    userAuthorizationId: request.userAuthorizationId,
    amount: jpy(request.amount),
    requestedAt: request.requestedAt,
    expiryDate: request.expiryDate,
    ...orderData(request.order),
    assumeMerchant: request.merchantId,
  };
}

/** `data` of the details of a request that nobody has paid. */
export function unpaidRequestData(ledger: Ledger, request: PaymentRequest) {
  return {
    paymentId: null,
    status: unpaidStatus(ledger, request),
    acceptedAt: null,
    refunds: null,
    ...requestData(request),
  };
}

/** PayPay's word. Only CREATED and CANCELED are published. */
function unpaidStatus(ledger: Ledger, request: PaymentRequest): string {
  switch (paymentRequestState(request, ledger.now())) {
    case "expired":
      return "EXPIRED";
    case "declined":
      return ledger.habits.declinedRequest;
    case "withdrawn":
      return "CANCELED";
    default:
      return "CREATED";
  }
}
