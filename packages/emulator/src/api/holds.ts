import { Hono } from "hono";
import { capturePayment } from "../ledger/capture.ts";
import { reauthorizePayment } from "../ledger/reauthorize.ts";
import { revertPayment } from "../ledger/revert.ts";
import { captureRequestSchema } from "../requests/capture-request.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { reauthorizeRequestSchema } from "../requests/reauthorize-request.ts";
import { revertRequestSchema } from "../requests/revert-request.ts";
import { isRefusal } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";
import { paymentData } from "./payment-data.ts";

/** What a shop does with money that is held: capture, revert, reauthorize. Below `/v2/payments`. */
export function holdsApi({ ledger, settings }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.post("/capture", (c) => {
    const parsed = parseRequest(c.get("body"), captureRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const outcome = capturePayment(ledger, c.get("merchant"), parsed.value);
    if (isRefusal(outcome)) return answerRefusal(outcome);
    const data = paymentData(ledger, outcome.payment);
    return answer(outcome.needsApproval ? "CAPTURE_NEEDS_APPROVAL" : "SUCCESS", data);
  });

  api.post("/preauthorize/revert", (c) => {
    const parsed = parseRequest(c.get("body"), revertRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const outcome = revertPayment(ledger, c.get("merchant").merchantId, parsed.value);
    if (isRefusal(outcome)) return answerRefusal(outcome);
    const { payment, revert } = outcome;
    const { acceptedAt, requestedAt, reason } = revert;
    return answer("SUCCESS", {
      status: payment.status,
      acceptedAt,
      paymentId: payment.paymentId,
      requestedAt,
      reason,
    });
  });

  api.post("/reauthorize", (c) => {
    const parsed = parseRequest(c.get("body"), reauthorizeRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const outcome = reauthorizePayment(ledger, c.get("merchant").merchantId, parsed.value);
    if (isRefusal(outcome)) return answerRefusal(outcome);
    const { payment, needsApprovalUntil } = outcome;
    if (needsApprovalUntil !== null) {
      const origin = settings.publicUrl ?? new URL(c.req.url).origin;
      const url = `${origin}/approve/${payment.paymentId}`;
      return answer("RAISE_NEEDS_APPROVAL", { url, expiresAt: needsApprovalUntil });
    }
    return answer("SUCCESS", {
      requestId: parsed.value.requestId,
      paymentId: payment.paymentId,
      updatedAmount: parsed.value.updatedAmount,
      requestedAt: parsed.value.requestedAt ?? ledger.now(),
      acceptedAt: ledger.now(),
      expiresAt: payment.expiresAt,
      paymentMethods: paymentData(ledger, payment).paymentMethods,
    });
  });

  return api;
}
