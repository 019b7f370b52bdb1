import { html } from "hono/html";
import type { LinkSession } from "../ledger/link-session.ts";
import type { Scope } from "../scopes.ts";
import { timeOfDay } from "./format.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { linkWordsIn } from "./link-words.ts";
import { avatar, customerPicker } from "./parts.ts";
import type { Visitor } from "./visitor.ts";

/** Where a shopper says on her phone whether a shop may use her wallet, and for what. */
export function consentPage(session: LinkSession, visitor: Visitor): Markup {
  const { language, words } = visitor;
  const says = linkWordsIn(language);
  const { name } = session.merchant;
  return layout(visitor, {
    title: says.title(name),
    name: "link",
    state: "open",
    content: html`<section class="demand">
<span class="tile big">${icons.link}</span>
<h1>${says.title(name)}</h1>
<p class="small num" data-slot="expiry">${icons.clock}${words.payableUntil(timeOfDay(session.expiresAt, language))}</p>
</section>
<section class="card" data-slot="scopes"><h2>${says.asks(name)}</h2>${scopeList(session.scopes, visitor)}</section>
${linkAs(visitor)}
<p class="small aside">${says.endsAnyTime}</p>
<div class="actions">
${allow(session, visitor)}
<form method="post" action="/link/${session.sessionId}/decline"><button class="button plain">${says.decline}</button></form>
<a class="quiet-link" href="/">${says.later}</a>
</div>`,
  });
}

function scopeList(scopes: readonly Scope[], { language }: Visitor): Markup {
  const says = linkWordsIn(language);
  const lines = new Set(scopes.map((scope) => says.scopes[scope]));
  return html`<ul class="checks">${[...lines].map((line) => html`<li>${icons.done}<span>${line}</span></li>`)}</ul>`;
}

function linkAs(visitor: Visitor): Markup {
  const { customer, language } = visitor;
  const says = linkWordsIn(language);
  return html`<section class="card" aria-label="${says.linkAs}">
<div class="payer">${avatar(visitor, customer)}<span><span class="small">${says.linkAs}</span><br>
<b data-slot="customer">${customer.name[language]}</b> <span class="small num" data-slot="phone">${customer.maskedPhone}</span></span></div>
<details><summary>${says.somebodyElse}</summary>${customerPicker(visitor)}</details>
</section>`;
}

function allow(session: LinkSession, { customer, language }: Visitor): Markup {
  const says = linkWordsIn(language);
  if (customer.closed) return html`<p class="problem" role="alert">${says.closedWallet}</p>`;
  return html`<form method="post" action="/link/${session.sessionId}/accept"><button class="button main">${says.allow}</button></form>`;
}
