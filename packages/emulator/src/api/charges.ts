import { type Context, Hono } from "hono";
import { type Charge, chargeCustomer } from "../ledger/charge-customer.ts";
import { chargeRequestSchema } from "../requests/charge-request.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";
import { paymentData } from "./payment-data.ts";

/** Payments by a customer's authorization: native, pre-authorized, continuous. */
export function chargesApi({ ledger }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  const charge = (c: Context<ApiEnvironment>, kind: Charge["kind"]) => {
    const parsed = parseRequest(c.get("body"), chargeRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const agreed = kind === "continuous" ? undefined : c.req.query("agreeSimilarTransaction");
    if (agreed !== undefined && agreed !== "true" && agreed !== "false") {
      return answerRefusal(refuse("INVALID_REQUEST_PARAMS", "agreeSimilarTransaction must be true or false"));
    }
    const payment = chargeCustomer(ledger, {
      kind,
      merchant: c.get("merchant"),
      request: parsed.value,
      agreedToSimilar: agreed === "true",
    });
    return isRefusal(payment)
      ? answerRefusal(payment)
      : answer("PAYMENT_CREATED", paymentData(ledger, payment));
  };

  api.post("/v2/payments", (c) => charge(c, "native"));
  api.post("/v2/payments/preauthorize", (c) => charge(c, "preauthorize"));
  api.post("/v1/subscription/payments", (c) => charge(c, "continuous"));
  return api;
}
