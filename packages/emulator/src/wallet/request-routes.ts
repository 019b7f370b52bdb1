import { Hono } from "hono";
import { declineRequest, payRequest } from "../ledger/answer-request.ts";
import { paymentOf } from "../ledger/find.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { paymentRequestState } from "../ledger/payment-request.ts";
import { deadRequestPage, requestPage } from "./request-page.ts";
import { notFoundPage, paidPage } from "./result-pages.ts";
import { rememberCustomer, visitorOf } from "./visitor.ts";

/** `/request`: what a shop asks a linked customer for, and her answer. */
export function requestPages({ ledger }: { readonly ledger: Ledger }): Hono {
  const pages = new Hono();
  const find = (requestId: string) =>
    [...ledger.paymentRequests.values()].find((request) => request.requestId === requestId);

  pages.get("/:requestId", (c) => {
    const request = find(c.req.param("requestId"));
    const customer = request && ledger.customers.get(request.customerId);
    if (!request || !customer) return c.html(notFoundPage(visitorOf(c, ledger)), 404);
    // Nobody else can pay it, so the wallet opens as hers.
    rememberCustomer(c, customer.id);
    const visitor = { ...visitorOf(c, ledger), customer };
    const payment = paymentOf(ledger, request.merchantId, request.merchantPaymentId);
    if (payment) return c.html(paidPage(ledger, payment, visitor, { name: "request", redirectUrl: null }));
    const state = paymentRequestState(request, ledger.now());
    if (state === "open" || state === "paid") return c.html(requestPage(request, visitor));
    return c.html(deadRequestPage(request, state, visitor));
  });

  pages.post("/:requestId/:answer{pay|decline}", (c) => {
    const { requestId, answer } = c.req.param();
    const request = find(requestId);
    // Whatever came of it, the request's page shows it.
    if (request && answer === "pay") payRequest(ledger, request);
    if (request && answer === "decline") declineRequest(ledger, request);
    return c.redirect(`/request/${requestId}`, 303);
  });

  return pages;
}
