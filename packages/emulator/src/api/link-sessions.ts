import { Hono } from "hono";
import { openLinkSession } from "../ledger/link-session.ts";
import { linkSessionRequestSchema } from "../requests/link-session-request.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { isRefusal } from "../result-codes.ts";
import type { ApiEnvironment, ApiParts } from "./context.ts";
import { answer, answerRefusal } from "./envelope.ts";

/** `/v1/qr/sessions`: asks a shopper to link her account. */
export function linkSessionsApi({ ledger, settings }: ApiParts): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>();

  api.post("/", (c) => {
    const parsed = parseRequest(c.get("body"), linkSessionRequestSchema);
    if (isRefusal(parsed)) return answerRefusal(parsed);
    const session = openLinkSession(ledger, {
      merchant: c.get("merchant"),
      request: parsed.value,
      origin: settings.publicUrl ?? new URL(c.req.url).origin,
    });
    return isRefusal(session)
      ? answerRefusal(session)
      : answer("CODE_CREATED", { linkQRCodeURL: session.url });
  });

  return api;
}
