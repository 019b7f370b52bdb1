import { Hono } from "hono";
import { type LinkSession, linkSessionState, openLinkSession } from "../ledger/link-session.ts";
import { linkSessionRequestSchema } from "../requests/link-session-request.ts";
import { parseRequest } from "../requests/parse-request.ts";
import { isRefusal, refuse } from "../result-codes.ts";
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

  // PayPay's pages speak of such a call and of SESSION_NOT_FOUND; its path and answer are guesses.
  api.get("/:sessionId", (c) => {
    const session = ledger.linkSessions.get(c.req.param("sessionId"));
    if (session?.merchant.merchantId !== c.get("merchant").merchantId) {
      return answerRefusal(refuse("SESSION_NOT_FOUND"));
    }
    const { referenceId, nonce } = session;
    return answer("SUCCESS", { status: statusOf(session, ledger.now()), referenceId, nonce });
  });

  return api;
}

function statusOf(session: LinkSession, now: number): string {
  const state = linkSessionState(session, now);
  return state === "open" ? "CREATED" : (session.answer?.result ?? state).toUpperCase();
}
