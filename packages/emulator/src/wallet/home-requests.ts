import { html } from "hono/html";
import type { Ledger } from "../ledger/ledger.ts";
import { type PaymentRequest, paymentRequestState } from "../ledger/payment-request.ts";
import { nearDayAndTime, yen } from "./format.ts";
import { icons } from "./icons.ts";
import type { Markup } from "./layout.ts";
import { requestWordsIn } from "./request-words.ts";
import type { Visitor } from "./visitor.ts";

/** What shops ask this customer to pay, with both answers at hand. */
export function openRequests(ledger: Ledger, visitor: Visitor): Markup {
  const { customer, language } = visitor;
  const open = [...ledger.paymentRequests.values()].filter(
    (request) => request.customerId === customer.id && paymentRequestState(request, ledger.now()) === "open",
  );
  if (open.length === 0) return html``;
  const items = open.reverse().map((request) => item(request, visitor));
  return html`<section data-slot="requests"><h2>${requestWordsIn(language).waiting}</h2><ul class="list">${items}</ul></section>`;
}

function item(request: PaymentRequest, visitor: Visitor): Markup {
  const { words, language } = visitor;
  const { requestId, merchantName, merchantPaymentId, amount, order, expiryDate } = request;
  return html`<li data-payment="${merchantPaymentId}"><a class="row" href="/request/${requestId}">
<span class="tile" data-tone="warn">${icons.shop}</span>
<span class="row-text"><b>${merchantName}</b><span class="small">${
    order.orderDescription ?? merchantPaymentId
  }</span><span class="small num">${words.payableUntil(nearDayAndTime(expiryDate, language))}</span></span>
<b class="num">${yen(amount)}</b>${icons.next}</a>
<div class="answers"><form method="post" action="/request/${requestId}/decline"><button class="button plain">${requestWordsIn(language).decline}</button></form>
${payOrLook(request, visitor)}</div></li>`;
}

/** Where she cannot pay at once, the request's own page says why. */
function payOrLook({ requestId, amount }: PaymentRequest, { words, customer, language }: Visitor): Markup {
  if (customer.closed || customer.balance < amount) {
    return html`<a class="button" href="/request/${requestId}">${requestWordsIn(language).details}</a>`;
  }
  return html`<form method="post" action="/request/${requestId}/pay"><button class="button">${words.pay(yen(amount))}</button></form>`;
}
