import { html } from "hono/html";
import type { PaymentRequest } from "../ledger/payment-request.ts";
import { dayAndTime, yen } from "./format.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { avatar, missingMoney, orderItems, verdict } from "./parts.ts";
import { requestWordsIn } from "./request-words.ts";
import type { Visitor } from "./visitor.ts";

/** What a shop asks the visitor for while it can be paid. */
export function requestPage(request: PaymentRequest, visitor: Visitor): Markup {
  const { words, customer, language } = visitor;
  const { merchantName, amount, order, expiryDate } = request;
  const says = requestWordsIn(language);
  return layout(visitor, {
    title: says.title(merchantName),
    name: "request",
    state: customer.balance < amount ? "short" : "open",
    content: html`<section class="demand">
<span class="tile big">${icons.shop}</span>
<h1>${says.asks(merchantName)}</h1>
<p class="amount num" data-slot="amount">${yen(amount)}</p>
${order.orderDescription ? html`<p data-slot="description">${order.orderDescription}</p>` : ""}
<p class="small num" data-slot="expiry">${icons.clock}${words.payableUntil(dayAndTime(expiryDate, language))}</p>
</section>
${orderItems(order, visitor)}
${payFrom(request, visitor)}
<div class="actions">${pay(request, visitor)}
<form method="post" action="/request/${request.requestId}/decline"><button class="button plain">${says.decline}</button></form></div>`,
  });
}

function payFrom({ amount }: PaymentRequest, visitor: Visitor): Markup {
  const { words, customer, language } = visitor;
  const left = customer.balance - amount;
  const afterwards =
    left < 0 ? html`` : html`<div><dt>${words.afterPaying}</dt><dd class="num">${yen(left)}</dd></div>`;
  return html`<section class="card" aria-label="${words.payFrom}">
<div class="payer">${avatar(visitor, customer)}<span><span class="small">${words.payFrom}</span><br><b>${customer.name[language]}</b></span></div>
<dl class="lines"><div><dt>${words.balance}</dt><dd class="num" data-slot="balance">${yen(customer.balance)}</dd></div>${afterwards}</dl>
</section>`;
}

function pay({ requestId, amount }: PaymentRequest, visitor: Visitor): Markup {
  const { words, customer } = visitor;
  if (customer.closed) return html`<p class="problem" role="alert">${words.closedWallet}</p>`;
  const missing = amount - customer.balance;
  if (missing > 0) return missingMoney(missing, visitor);
  return html`<form method="post" action="/request/${requestId}/pay">
<button class="button main">${words.pay(yen(amount))}</button></form>`;
}

/** What is left of a request that nobody can pay any more. */
export function deadRequestPage(
  { merchantName }: PaymentRequest,
  state: "declined" | "withdrawn" | "expired",
  visitor: Visitor,
): Markup {
  const says = requestWordsIn(visitor.language);
  const sign = {
    declined: () => verdict("quiet", icons.closed, says.declined, says.declinedNote(merchantName)),
    withdrawn: () => verdict("warn", icons.closed, says.withdrawn, says.withdrawnNote(merchantName)),
    expired: () => verdict("warn", icons.clock, says.expired, says.expiredNote),
  }[state]();
  return layout(visitor, {
    title: says.title(merchantName),
    name: "request",
    state,
    content: html`${sign}<div class="actions"><a class="button main" href="/">${visitor.words.toWallet}</a></div>`,
  });
}
