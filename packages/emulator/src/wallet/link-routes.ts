import { type Context, Hono } from "hono";
import { answerLink } from "../ledger/answer-link.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type LinkSession, linkSessionState } from "../ledger/link-session.ts";
import { consentPage } from "./consent-page.ts";
import { contentSecurityPolicy } from "./layout.ts";
import { answeredPage, expiredLinkPage } from "./link-result-pages.ts";
import { notFoundPage } from "./result-pages.ts";
import { scanPage, scanScript } from "./scan-page.ts";
import { visitorOf } from "./visitor.ts";

/** `/link`: where `linkQRCodeURL` leads. A phone is asked at once; a desk shows a code for the phone. */
export function linkPages({ ledger }: { ledger: Ledger }): Hono {
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
    const answered =
      session && !(customer.closed && answer === "accept")
        ? answerLink(ledger, session, customer, result)
        : null;
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
  const policy = onPhone ? { sendsTo: destinationOf(session) } : { script: scanScript };
  c.header("content-security-policy", contentSecurityPolicy(policy));
  return c.html(onPhone ? consentPage(session, visitor) : scanPage(session, visitor));
}

/** A form's answer may redirect only where the policy says, and hers goes to the shop: its origin, or its app's scheme. */
function destinationOf({ redirectUrl }: LinkSession): string {
  const { origin, protocol } = new URL(redirectUrl);
  return origin === "null" ? protocol : origin;
}

function isPhone(c: Context): boolean {
  const mobile = c.req.header("sec-ch-ua-mobile") === "?1";
  return mobile || /Mobi|Android|iPhone|iPad/i.test(c.req.header("user-agent") ?? "");
}
