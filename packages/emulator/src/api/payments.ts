import { Hono } from "hono";
import { cancelPayment } from "../ledger/cancel.ts";
import { paymentOf } from "../ledger/find.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";
import { paymentData } from "./payment-data.ts";

/** `/v2/payments/{merchantPaymentId}`: details and cancel. */
export function paymentsApi({ ledger }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.get("/:merchantPaymentId", (c) => {
    const payment = paymentOf(ledger, c.get("merchant").merchantId, c.req.param("merchantPaymentId"));
    if (!payment) return answerRefusal(refuse("RESOURCE_NOT_FOUND"));
    return answer("SUCCESS", paymentData(ledger, payment));
  });

  api.delete("/:merchantPaymentId", (c) => {
    const { merchantId } = c.get("merchant");
    const outcome = cancelPayment(ledger, merchantId, c.req.param("merchantPaymentId"));
    return isRefusal(outcome) ? answerRefusal(outcome) : answer("REQUEST_ACCEPTED", null);
  });

  return api;
}
