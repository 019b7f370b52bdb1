import { Hono } from "hono";
import { isNoLongerKept, refundById } from "../ledger/find.ts";
import { makeRefund } from "../ledger/make-refund.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { refundRequestSchema } from "../requests/refund-request.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";
import { refundData } from "./payment-data.ts";

/** `/v2/refunds`. */
export function refundsApi({ ledger }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.post("/", (c) => {
    const parsed = parseRequest(c.get("body"), refundRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const refund = makeRefund(ledger, c.get("merchant"), parsed.value);
    return isRefusal(refund) ? answerRefusal(refund) : answer("SUCCESS", refundData(refund));
  });

  // PayPay's specification asks for paymentId here; none of its SDKs sends it.
  api.get("/:merchantRefundId", (c) => {
    const { merchantId } = c.get("merchant");
    const refund = refundById(ledger, merchantId, c.req.param("merchantRefundId"), c.req.query("paymentId"));
    if (!refund) return answerRefusal(refuse("NO_SUCH_REFUND_ORDER"));
    const payment = ledger.payments.get(refund.paymentId);
    if (payment && isNoLongerKept(ledger, payment)) return answerRefusal(refuse("ORDER_NO_LONGER_AVAILABLE"));
    return answer("SUCCESS", refundData(refund));
  });

  return api;
}
