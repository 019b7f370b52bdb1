import { type Context, Hono } from "hono";
import { readRequestToken } from "../account-link/read-request-token.ts";
import { answerLink } from "../ledger/answer-link.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { linkSessionState, openLinkSession } from "../ledger/link-session.ts";
import type { MerchantList } from "../merchant-list.ts";
import type { Settings } from "../options.ts";
import { isRefusal } from "../result-codes.ts";
import { consentPage } from "./consent-page.ts";
import { contentSecurityPolicy } from "./layout.ts";
import { answeredPage, expiredLinkPage, unreadableLinkPage } from "./link-result-pages.ts";
import { notFoundPage } from "./result-pages.ts";
import { scanPage, scanScript } from "./scan-page.ts";
import { visitorOf } from "./visitor.ts";

export interface LinkParts {
  readonly settings: Settings;
  readonly merchants: MerchantList;
  readonly ledger: Ledger;
}

/** `/link`: where `linkQRCodeURL` leads. A phone is asked at once; a desk shows a code for the phone. */
export function linkPages({ ledger }: Pick<LinkParts, "ledger">): Hono {
  const pages = new Hono();

  pages.get("/:sessionId", (c) => show(c, ledger, isPhone(c)));
  pages.get("/:sessionId/consent", (c) => show(c, ledger, true));

  pages.get("/:sessionId/state", (c) => {
    const session = ledger.linkSessions.get(c.req.param("sessionId"));
    return c.json({ state: session ? linkSessionState(session, ledger.now()) : "unknown" });
  });

  pages.post("/:sessionId/:answer{accept|decline}", (c) => {
    const { sessionId, answer } = c.req.param();
    const session = ledger.linkSessions.get(sessionId);
    const { customer } = visitorOf(c, ledger);
    const result = answer === "accept" ? "succeeded" : "declined";
    const answered = session ? answerLink(ledger, session, customer, result) : null;
    // Too late, or nothing to answer: the page says which.
    return c.redirect(answered?.returnTo ?? `/link/${sessionId}/consent`, 303);
  });

  return pages;
}

function show(c: Context, ledger: Ledger, onPhone: boolean): Response | Promise<Response> {
  const visitor = visitorOf(c, ledger);
  const session = ledger.linkSessions.get(c.req.param("sessionId") ?? "");
  if (!session) return c.html(notFoundPage(visitor), 404);
  if (session.answer) return c.html(answeredPage(session, session.answer, visitor, !onPhone));
  if (linkSessionState(session, ledger.now()) === "expired") {
    return c.html(expiredLinkPage(visitor, !onPhone));
  }
  const policy = onPhone ? { leadsOut: true } : { script: scanScript };
  c.header("content-security-policy", contentSecurityPolicy(policy));
  return c.html(onPhone ? consentPage(session, visitor) : scanPage(session, visitor));
}

/** The older way to ask, in which the shop signs the question itself and sends the browser with it. */
export function requestTokenPage({ ledger, merchants, settings }: LinkParts): Hono {
  const page = new Hono();
  page.get("/", (c) => {
    const { apiKey, requestToken = "" } = c.req.query();
    const merchant = merchants.list().find((candidate) => candidate.apiKey === apiKey);
    const request = merchant && readRequestToken(requestToken, merchant.apiSecret, ledger.now());
    const origin = settings.publicUrl ?? new URL(c.req.url).origin;
    const session = request && openLinkSession(ledger, { merchant, request, origin });
    if (!session || isRefusal(session)) return c.html(unreadableLinkPage(visitorOf(c, ledger)), 400);
    return c.redirect(`/link/${session.sessionId}`, 303);
  });
  return page;
}

function isPhone(c: Context): boolean {
  const mobile = c.req.header("sec-ch-ua-mobile") === "?1";
  return mobile || /Mobi|Android|iPhone|iPad/i.test(c.req.header("user-agent") ?? "");
}
