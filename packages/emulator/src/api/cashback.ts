import { Hono } from "hono";
import { giveCashback, reverseCashback } from "../ledger/give-cashback.ts";
import { orderKey } from "../ledger/ledger.ts";
import { cashbackRequestSchema, cashbackReversalRequestSchema } from "../requests/cashback-request.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import { cashbackData, reversalData } from "./cashback-data.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";

/** `/v2/cashback` and `/v2/cashback_reversal`. Both are only accepted at first; a look says what came of them. */
export function cashbackApi({ ledger }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();
  const isVisible = ({ acceptedAt }: { readonly acceptedAt: number }) =>
    ledger.now() >= acceptedAt + ledger.habits.cashbackHiddenSeconds;

  api.post("/cashback", (c) => {
    const parsed = parseRequest(c.get("body"), cashbackRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const cashback = giveCashback(ledger, c.get("merchant"), parsed.value);
    return isRefusal(cashback) ? answerRefusal(cashback) : answer("REQUEST_ACCEPTED", null);
  });

  api.get("/cashback/:merchantCashbackId", (c) => {
    const key = orderKey(c.get("merchant").merchantId, c.req.param("merchantCashbackId"));
    const cashback = ledger.cashbacks.get(key);
    if (!cashback || !isVisible(cashback)) return answerRefusal(refuse("TRANSACTION_NOT_FOUND"));
    return answer(cashback.problem ?? "SUCCESS", cashbackData(cashback));
  });

  api.post("/cashback_reversal", (c) => {
    const parsed = parseRequest(c.get("body"), cashbackReversalRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const reversal = reverseCashback(ledger, c.get("merchant"), parsed.value);
    return isRefusal(reversal) ? answerRefusal(reversal) : answer("REQUEST_ACCEPTED", null);
  });

  api.get("/cashback_reversal/:merchantCashbackReversalId/:merchantCashbackId", (c) => {
    const key = orderKey(c.get("merchant").merchantId, c.req.param("merchantCashbackReversalId"));
    const reversal = ledger.cashbackReversals.get(key);
    const isOfThat = reversal?.cashback.merchantCashbackId === c.req.param("merchantCashbackId");
    if (!reversal || !isOfThat || !isVisible(reversal)) return answerRefusal(refuse("TRANSACTION_NOT_FOUND"));
    return answer(reversal.problem ?? "SUCCESS", reversalData(reversal));
  });

  return api;
}
