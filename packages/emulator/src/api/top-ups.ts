import { Hono } from "hono";
import { deleteTopUp, makeTopUp, type TopUp, topUpOf } from "../ledger/top-up.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { topUpRequestSchema } from "../requests/top-up-request.ts";
import { isRefusal, refuse } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";

/** `/v1/code/topup`: invites a linked customer to put money into her wallet. */
export function topUpsApi({ ledger, settings }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.post("/", (c) => {
    const body = c.get("body");
    const parsed = parseRequest(body, topUpRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const topUp = makeTopUp(ledger, {
      merchant: c.get("merchant"),
      request: parsed.value,
      body: new TextDecoder().decode(body),
      origin: settings.publicUrl ?? new URL(c.req.url).origin,
    });
    if (isRefusal(topUp)) return answerRefusal(topUp);
    const { codeId, url, expiryDate } = topUp;
    return answer("CODE_CREATED", { codeId, url, status: statusOf(topUp), expiryDate, ...topUp.request });
  });

  api.get("/:merchantTopUpId", (c) => {
    const topUp = topUpOf(ledger, c.get("merchant").merchantId, c.req.param("merchantTopUpId"));
    if (!topUp) return answerRefusal(refuse("RESOURCE_NOT_FOUND"));
    const { merchantTopUpId, userAuthorizationId, requestedAt, metadata = null } = topUp.request;
    return answer("SUCCESS", {
      topUpId: topUp.topUpId,
      merchantTopUpId,
      userAuthorizationId,
      requestedAt: requestedAt ?? topUp.createdAt,
      acceptedAt: topUp.done?.at ?? 0,
      expiryDate: topUp.expiryDate,
      status: statusOf(topUp),
      metadata,
    });
  });

  api.delete("/:codeId", (c) => {
    const topUp = deleteTopUp(ledger, c.get("merchant").merchantId, c.req.param("codeId"));
    return isRefusal(topUp) ? answerRefusal(topUp) : answer("SUCCESS", null);
  });

  return api;
}

/** One that nobody followed in time stays CREATED, as a code does. */
function statusOf(topUp: TopUp): "CREATED" | "COMPLETED" {
  return topUp.done ? "COMPLETED" : "CREATED";
}
