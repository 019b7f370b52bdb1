import { html } from "hono/html";
import type { Ledger } from "../ledger/ledger.ts";
import type { Payment } from "../ledger/payment.ts";
import { dayAndTime, yen } from "./format.ts";
import { icons } from "./icons.ts";
import type { Markup } from "./layout.ts";
import { requestWordsIn } from "./request-words.ts";
import type { Visitor } from "./visitor.ts";

/** What she paid and what shops gave her, the newest first. */
export function history(ledger: Ledger, visitor: Visitor): Markup {
  const { words } = visitor;
  const rows = [...payments(ledger, visitor), ...gifts(ledger, visitor)].sort((a, b) => b.at - a.at);
  const list =
    rows.length > 0
      ? html`<ul class="list">${rows.map(({ row }) => row)}</ul>`
      : html`<p class="empty">${words.noHistory}</p>`;
  return html`<section data-slot="history"><h2>${words.history}</h2>${list}</section>`;
}

interface HistoryRow {
  readonly at: number;
  readonly row: Markup;
}

function payments(ledger: Ledger, { words, customer, language }: Visitor): HistoryRow[] {
  const own = [...ledger.payments.values()].filter((payment) => payment.customerId === customer.id).reverse();
  return own.map((payment) => ({
    at: payment.acceptedAt,
    row: html`<li class="row"><span class="tile" data-tone="${tone(payment)}">${icons.shop}</span>
<span class="row-text"><b>${payment.merchantName}</b>
<span class="small">${dayAndTime(payment.acceptedAt, language)}</span>
<span class="badge" data-status="${payment.status}">${words.statuses[payment.status]}</span></span>
<b class="num">−${yen(payment.amount)}</b></li>`,
  }));
}

function tone({ status }: Payment): string {
  return status === "COMPLETED" ? "good" : "quiet";
}

function gifts(ledger: Ledger, { customer, language }: Visitor): HistoryRow[] {
  const says = requestWordsIn(language);
  const given = [...ledger.cashbacks.values()].map((cashback) => ({
    ...cashback,
    cashback,
    word: says.given,
    sign: "+",
  }));
  const takenBack = [...ledger.cashbackReversals.values()].map((reversal) => ({
    ...reversal,
    word: says.takenBack,
    sign: "−",
  }));
  return [...given, ...takenBack]
    .filter(({ status, cashback }) => status === "SUCCESS" && cashback.customerId === customer.id)
    .reverse()
    .map(({ cashback, amount, dueAt, word, sign }) => ({
      at: dueAt,
      row: html`<li class="row"><span class="tile" data-tone="${sign === "+" ? "good" : "quiet"}">${icons.gift}</span>
<span class="row-text"><b>${cashback.merchantName}</b>
<span class="small">${dayAndTime(dueAt, language)}</span>
<span class="badge" data-status="${sign === "+" ? "COMPLETED" : "REFUNDED"}">${word}</span></span>
<b class="num">${sign}${yen(amount)}</b></li>`,
    }));
}
