import { Hono } from "hono";
import { codeOf, paymentOf } from "../ledger/find.ts";
import { deleteCode, isGone, makeCode } from "../ledger/make-code.ts";
import { createCodeRequestSchema } from "../requests/create-code-request.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";
import { paymentData, unpaidData } from "./payment-data.ts";

/** `/v2/codes`: dynamic QR codes. */
export function codesApi({ ledger, settings }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.post("/", (c) => {
    const body = c.get("body");
    const parsed = parseRequest(body, createCodeRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const code = makeCode(ledger, {
      merchant: c.get("merchant"),
      request: parsed.value,
      body: new TextDecoder().decode(body),
      origin: settings.publicUrl ?? new URL(c.req.url).origin,
    });
    return isRefusal(code) ? answerRefusal(code) : answer("CODE_CREATED", code.answer);
  });

  api.delete("/:codeId", (c) => {
    const code = deleteCode(ledger, c.get("merchant").merchantId, c.req.param("codeId"));
    return isRefusal(code) ? answerRefusal(code) : answer("SUCCESS", { qrStatus: "DELETED" });
  });

  api.get("/payments/:merchantPaymentId", (c) => {
    const { merchantId } = c.get("merchant");
    const id = c.req.param("merchantPaymentId");
    const payment = paymentOf(ledger, merchantId, id);
    if (payment) return answer("SUCCESS", paymentData(ledger, payment));
    const code = codeOf(ledger, merchantId, id);
    if (!code || code.state === "deleted" || isGone(ledger, code)) {
      return answerRefusal(refuse("DYNAMIC_QR_PAYMENT_NOT_FOUND"));
    }
    return answer("SUCCESS", unpaidData(code));
  });

  return api;
}
