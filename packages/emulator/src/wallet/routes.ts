import { type Context, Hono } from "hono";
import { csrf } from "hono/csrf";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { findCode } from "../control/find-code.ts";
import { findLinkSession } from "../control/links.ts";
import { approve } from "../ledger/approve.ts";
import { activeLinksOf } from "../ledger/authorization-of.ts";
import { codeState } from "../ledger/code.ts";
import { endAuthorization } from "../ledger/end-authorization.ts";
import { paymentOf } from "../ledger/find.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { payCode } from "../ledger/pay.ts";
import { settle } from "../ledger/settle.ts";
import { isRefusal } from "../result-codes.ts";
import { approvePage } from "./approve-page.ts";
import { homePage } from "./home-page.ts";
import { contentSecurityPolicy } from "./layout.ts";
import { type LinkParts, linkPages, requestTokenPage } from "./link-routes.ts";
import { payPage } from "./pay-page.ts";
import { requestPages } from "./request-routes.ts";
import { deadCodePage, notFoundPage, paidPage } from "./result-pages.ts";
import { topUpPages } from "./top-up-routes.ts";
import { rememberCustomer, visitorOf } from "./visitor.ts";

const topUpSchema = z.coerce.number().int().min(1).max(10_000_000);

/** The pages of the wallet: plain documents and forms. */
export function walletPages(parts: LinkParts): Hono {
  const { settings, ledger } = parts;
  const pages = new Hono();
  const origins = (origin: string, c: Context) =>
    origin === new URL(c.req.url).origin || origin === settings.publicUrl;
  for (const path of [
    "/",
    "/wallet/*",
    "/pay/*",
    "/approve/*",
    "/link/*",
    "/top-up/*",
    "/request/*",
    "/app/opa/*",
  ]) {
    pages.use(path, csrf({ origin: origins }), guardPage, passTime(ledger));
  }

  pages.get("/", (c) => {
    const visitor = visitorOf(c, ledger);
    const problem = c.req.query("unknown") === undefined ? null : visitor.words.unknownCode;
    return c.html(homePage(ledger, visitor, problem));
  });

  pages.post("/wallet/customer", async (c) => {
    const form = await c.req.formData();
    rememberCustomer(c, text(form, "customer"));
    return c.redirect(ownPath(text(form, "back")), 303);
  });

  pages.post("/wallet/top-up", async (c) => {
    const form = await c.req.formData();
    const amount = topUpSchema.safeParse(text(form, "amount"));
    if (amount.success) visitorOf(c, ledger).customer.balance += amount.data;
    return c.redirect(ownPath(text(form, "back")), 303);
  });

  pages.post("/wallet/open", async (c) => {
    const scanned = text(await c.req.formData(), "code");
    const code = findCode(ledger, { url: scanned });
    if (code) return c.redirect(`/pay/${code.codeId}`, 303);
    const session = findLinkSession(ledger, scanned);
    if (session) return c.redirect(`/link/${session.sessionId}/consent`, 303);
    const topUp = [...ledger.topUps.values()].find(({ url }) => url === scanned.trim());
    if (topUp) return c.redirect(`/top-up/${topUp.codeId}`, 303);
    return c.redirect("/?unknown=1", 303);
  });

  pages.post("/wallet/unlink/:merchantId", (c) => {
    const { customer } = visitorOf(c, ledger);
    for (const authorization of activeLinksOf(ledger, customer)) {
      const meant = authorization.merchantId === c.req.param("merchantId");
      if (meant) endAuthorization(ledger, authorization, "customer");
    }
    return c.redirect("/", 303);
  });

  pages.get("/pay/:codeId", (c) => {
    const visitor = visitorOf(c, ledger);
    const code = ledger.codes.get(c.req.param("codeId"));
    if (!code) return c.html(notFoundPage(visitor), 404);
    const payment = paymentOf(ledger, code.merchantId, code.merchantPaymentId);
    if (payment) {
      return c.html(paidPage(ledger, payment, visitor, { name: "pay", redirectUrl: code.redirectUrl }));
    }
    const state = codeState(code, ledger.now());
    if (state === "expired" || state === "deleted") return c.html(deadCodePage(code, visitor, state));
    return c.html(payPage(code, visitor, c.req.query("declined") !== undefined));
  });

  pages.post("/pay/:codeId/pay", (c) => {
    const code = ledger.codes.get(c.req.param("codeId"));
    // Whatever came of it, the code's page shows it.
    if (code) payCode(ledger, code, visitorOf(c, ledger).customer);
    return c.redirect(`/pay/${c.req.param("codeId")}`, 303);
  });

  pages.post("/pay/:codeId/decline", (c) => {
    const id = c.req.param("codeId");
    ledger.codes.get(id)?.declinedBy.add(visitorOf(c, ledger).customer.id);
    return c.redirect(`/pay/${id}?declined=1`, 303);
  });

  pages.get("/approve/:paymentId", (c) => {
    const visitor = visitorOf(c, ledger);
    const payment = ledger.payments.get(c.req.param("paymentId"));
    if (!payment) return c.html(notFoundPage(visitor), 404);
    return c.html(approvePage(ledger, payment, visitor, c.req.query("approved") !== undefined));
  });

  pages.post("/approve/:paymentId", (c) => {
    const payment = ledger.payments.get(c.req.param("paymentId"));
    const approved = payment !== undefined && !isRefusal(approve(ledger, payment));
    return c.redirect(`/approve/${c.req.param("paymentId")}${approved ? "?approved=1" : ""}`, 303);
  });

  pages.route("/request", requestPages(parts));
  pages.route("/top-up", topUpPages(parts));
  pages.route("/link", linkPages(parts));
  pages.route("/app/opa/user_authorization", requestTokenPage(parts));
  return pages;
}

const guardPage = createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.has("content-security-policy")) {
    c.header("content-security-policy", contentSecurityPolicy());
  }
  // "no-referrer" would make browsers send `Origin: null` with our own forms.
  c.header("referrer-policy", "same-origin");
  c.header("x-content-type-options", "nosniff");
  c.header("cache-control", "no-store");
});

function passTime(ledger: Ledger) {
  return createMiddleware(async (_c, next) => {
    settle(ledger);
    await next();
  });
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Never another site: a form's `back` comes from the browser. */
function ownPath(back: string): string {
  const here = "http://wallet.invalid";
  if (!URL.canParse(back, here)) return "/";
  const url = new URL(back, here);
  return url.origin === here ? url.pathname : "/";
}
