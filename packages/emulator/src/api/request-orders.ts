import { Hono } from "hono";
import { withdrawRequest } from "../ledger/answer-request.ts";
import { paymentOf, paymentRequestOf, refundById } from "../ledger/find.ts";
import { makeRefund } from "../ledger/make-refund.ts";
import { makePaymentRequest } from "../ledger/make-request.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { refundRequestSchema } from "../requests/refund-request.ts";
import { requestOrderRequestSchema } from "../requests/request-order-request.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";
import { paymentData, refundData } from "./payment-data.ts";
import { requestData, unpaidRequestData } from "./request-data.ts";

/** `/v1/requestOrder`: money that a shop asks for. */
export function requestOrdersApi({ ledger }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.post("/", (c) => {
    const parsed = parseRequest(c.get("body"), requestOrderRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const request = makePaymentRequest(ledger, c.get("merchant"), parsed.value);
    return isRefusal(request) ? answerRefusal(request) : answer("PAYMENT_CREATED", requestData(request));
  });

  // The Java SDK's README and a Go SDK have the refunds here; all official code has them under /v2/refunds.
  api.post("/refunds", (c) => {
    const parsed = parseRequest(c.get("body"), refundRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const merchant = c.get("merchant");
    const payment = ledger.payments.get(parsed.value.paymentId);
    if (payment?.method !== "request" || payment.merchantId !== merchant.merchantId) {
      return answerRefusal(refuse("REQUEST_ORDER_ABSENT"));
    }
    if (payment.status === "FAILED") return answerRefusal(refuse("INVALID_REQUEST_ORDER_STATE"));
    const refund = makeRefund(ledger, merchant, parsed.value);
    return isRefusal(refund) ? answerRefusal(refund) : answer("SUCCESS", refundData(refund));
  });

  api.get("/refunds/:merchantRefundId", (c) => {
    const { merchantId } = c.get("merchant");
    const refund = refundById(ledger, merchantId, c.req.param("merchantRefundId"), c.req.query("paymentId"));
    return refund ? answer("SUCCESS", refundData(refund)) : answerRefusal(refuse("NO_SUCH_REFUND_ORDER"));
  });

  api.get("/:merchantPaymentId", (c) => {
    const { merchantId } = c.get("merchant");
    const id = c.req.param("merchantPaymentId");
    const request = paymentRequestOf(ledger, merchantId, id);
    if (!request) return answerRefusal(refuse("REQUEST_ORDER_NOT_FOUND"));
    const payment = paymentOf(ledger, merchantId, id);
    const data = payment ? paymentData(ledger, payment) : unpaidRequestData(ledger, request);
    return answer("SUCCESS", { ...data, expiryDate: request.expiryDate });
  });

  api.delete("/:merchantPaymentId", (c) => {
    const outcome = withdrawRequest(ledger, c.get("merchant").merchantId, c.req.param("merchantPaymentId"));
    return isRefusal(outcome) ? answerRefusal(outcome) : answer("REQUEST_ACCEPTED", null);
  });

  return api;
}
