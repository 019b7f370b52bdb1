import { html } from "hono/html";
import { activeLinksOf } from "../ledger/authorization-of.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { linkSessionState } from "../ledger/link-session.ts";
import { dayAndTime, timeOfDay } from "./format.ts";
import { icons } from "./icons.ts";
import type { Markup } from "./layout.ts";
import { linkWordsIn } from "./link-words.ts";
import type { Visitor } from "./visitor.ts";

/** Shops that wait to be linked, by whomever. */
export function linkQuestions(ledger: Ledger, { words, language }: Visitor): Markup {
  const open = [...ledger.linkSessions.values()].filter(
    (session) => linkSessionState(session, ledger.now()) === "open",
  );
  if (open.length === 0) return html``;
  const rows = open.reverse().map(
    (session) => html`<li><a class="row" href="/link/${session.sessionId}/consent">
<span class="tile">${icons.link}</span>
<span class="row-text"><b>${session.merchant.name}</b><span class="small num">${words.payableUntil(
      timeOfDay(session.expiresAt, language),
    )}</span></span>${icons.next}</a></li>`,
  );
  return html`<section data-slot="link-questions"><h2>${linkWordsIn(language).waiting}</h2><ul class="list">${rows}</ul></section>`;
}

/** The shops that may use this wallet, each with the way out. */
export function linkedShops(ledger: Ledger, { words, customer, language }: Visitor): Markup {
  const links = activeLinksOf(ledger, customer);
  if (links.length === 0) return html``;
  const says = linkWordsIn(language);
  const rows = links.map(
    ({ merchantId, merchantName, expireAt }) => html`<li class="row" data-merchant="${merchantId}">
<span class="tile" data-tone="good">${icons.link}</span>
<span class="row-text"><b>${merchantName}</b><span class="small">${words.payableUntil(dayAndTime(expireAt, language))}</span></span>
<form method="post" action="/wallet/unlink/${merchantId}"><button class="button plain small-button" aria-label="${says.unlinkFrom(merchantName)}">${says.unlink}</button></form></li>`,
  );
  return html`<section data-slot="linked-shops"><h2>${says.linkedShops}</h2><ul class="list">${rows}</ul></section>`;
}
