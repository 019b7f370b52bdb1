import { html } from "hono/html";
import type { Customer } from "../ledger/customer.ts";
import type { Order } from "../ledger/order.ts";
import { yen } from "./format.ts";
import { icons } from "./icons.ts";
import type { Markup } from "./layout.ts";
import type { Visitor } from "./visitor.ts";

export function avatar(visitor: Visitor, customer: Customer): Markup {
  const tint = visitor.customers.indexOf(customer) % 4;
  const name = customer.name[visitor.language];
  return html`<span class="avatar" data-tint="${tint}" aria-hidden="true">${[...name][0]}</span>`;
}

/** Chooses who pays; the choice is remembered in this browser. */
export function customerPicker(visitor: Visitor): Markup {
  const { words, language, customers, customer, path } = visitor;
  const choices = customers.map(
    (
      choice,
    ) => html`<button class="person" name="customer" value="${choice.id}" aria-pressed="${String(choice === customer)}">
${avatar(visitor, choice)}<span class="person-name">${choice.name[language]}</span><span class="small num">${yen(choice.balance)}</span></button>`,
  );
  return html`<form method="post" action="/wallet/customer" class="people" aria-label="${words.whoPays}">
<input type="hidden" name="back" value="${path}">${choices}</form>`;
}

export function topUpForm(visitor: Visitor, amount: number, style: string): Markup {
  const { words, path } = visitor;
  return html`<form method="post" action="/wallet/top-up">
<input type="hidden" name="back" value="${path}"><input type="hidden" name="amount" value="${amount}">
<button class="${style}">${icons.plus}${words.topUpBy(yen(amount))}</button></form>`;
}

/** She is short of so much: says it, and offers a top-up that is enough. */
export function missingMoney(missing: number, visitor: Visitor): Markup {
  const { words } = visitor;
  // Round, as one would in front of a cash machine.
  const topUp = Math.ceil(missing / 1000) * 1000;
  return html`<p class="problem" role="alert"><b>${words.short}</b><br>${words.shortBy(yen(missing))}</p>
${topUpForm(visitor, topUp, "button main")}`;
}

export function orderItems({ items }: Order, { words }: Visitor): Markup {
  if (items.length === 0) return html``;
  const rows = items.map(
    (item) => html`<li><span>${item.name} <span class="small num">× ${item.quantity}</span></span>
<span class="num">${item.unitPrice === null ? "" : yen(item.unitPrice * item.quantity)}</span></li>`,
  );
  return html`<section class="card" data-slot="items"><h2>${words.items}</h2><ul class="lines">${rows}</ul></section>`;
}

export type Tone = "good" | "warn" | "quiet";

/** The big sign of how a page's matter stands. Announced, because it is what the visitor came for. */
export function verdict(tone: Tone, icon: Markup, title: string, note: Markup | string): Markup {
  return html`<div class="verdict" data-tone="${tone}" role="status">
<span class="seal">${icon}</span><h1>${title}</h1><p>${note}</p></div>`;
}

/** The way back, where the shop gave one. */
export function shopLink(address: string | null, label: string, style: string): Markup {
  return address === null ? html`` : html`<a class="${style}" href="${address}">${label}</a>`;
}
