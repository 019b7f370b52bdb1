import { html } from "hono/html";
import type { Code } from "../ledger/code.ts";
import { timeOfDay, yen } from "./format.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { avatar, customerPicker, missingMoney, orderItems, shopLink } from "./parts.ts";
import type { Visitor } from "./visitor.ts";

/** What a scanned code shows while it can be paid. */
export function payPage(code: Code, visitor: Visitor, declined: boolean): Markup {
  const { words, customer } = visitor;
  const short = customer.balance < code.amount;
  const state = declined ? "declined" : short ? "short" : "open";
  return layout(visitor, {
    title: words.payTo(code.merchantName),
    name: "pay",
    state,
    content: html`${declined ? declinedNote(visitor) : ""}
<section class="demand">
<span class="tile big">${icons.shop}</span>
<h1>${code.merchantName}</h1>
<p class="amount num" data-slot="amount">${yen(code.amount)}</p>
${code.order.orderDescription ? html`<p data-slot="description">${code.order.orderDescription}</p>` : ""}
<p class="small num" data-slot="expiry">${icons.clock}${words.payableUntil(timeOfDay(code.expiryDate, visitor.language))}</p>
</section>
${orderItems(code.order, visitor)}
${payFrom(code, visitor)}
${code.isHold ? html`<p class="note" data-slot="hold">${words.holdNote}</p>` : ""}
${actions(code, visitor)}`,
  });
}

function declinedNote({ words }: Visitor): Markup {
  return html`<div class="note" role="status" data-slot="declined"><b>${words.declined}</b><br>${words.declinedNote}</div>`;
}

function payFrom(code: Code, visitor: Visitor): Markup {
  const { words, customer, language } = visitor;
  const left = customer.balance - code.amount;
  const afterwards =
    left < 0 ? html`` : html`<div><dt>${words.afterPaying}</dt><dd class="num">${yen(left)}</dd></div>`;
  return html`<section class="card" aria-label="${words.payFrom}">
<div class="payer">${avatar(visitor, customer)}<span><span class="small">${words.payFrom}</span><br><b>${customer.name[language]}</b></span></div>
<dl class="lines"><div><dt>${words.balance}</dt><dd class="num" data-slot="balance">${yen(customer.balance)}</dd></div>${afterwards}</dl>
<details><summary>${words.changePayer}</summary>${customerPicker(visitor)}</details>
</section>`;
}

function actions(code: Code, visitor: Visitor): Markup {
  const { words } = visitor;
  return html`<div class="actions">
${primaryAction(code, visitor)}
<form method="post" action="/pay/${code.codeId}/decline"><button class="button plain">${words.decline}</button></form>
${shopLink(code.redirectUrl, words.walkAway, "quiet-link")}
</div>`;
}

function primaryAction(code: Code, visitor: Visitor): Markup {
  const { words, customer } = visitor;
  if (customer.closed) return html`<p class="problem" role="alert">${words.closedWallet}</p>`;
  const missing = code.amount - customer.balance;
  if (missing > 0) return missingMoney(missing, visitor);
  return html`<form method="post" action="/pay/${code.codeId}/pay">
<button class="button main">${words.pay(yen(code.amount))}</button></form>`;
}
