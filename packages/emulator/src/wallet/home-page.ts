import { html } from "hono/html";
import { codeState } from "../ledger/code.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { approvalAmount } from "../ledger/payment.ts";
import { dayAndTime, timeOfDay, yen } from "./format.ts";
import { history } from "./home-history.ts";
import { linkedShops, linkQuestions } from "./home-links.ts";
import { openRequests } from "./home-requests.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { customerPicker, topUpForm } from "./parts.ts";
import type { Visitor } from "./visitor.ts";

/** The wallet's start page: whose wallet it is, what waits and what was. */
export function homePage(ledger: Ledger, visitor: Visitor, problem: string | null): Markup {
  const { words } = visitor;
  return layout(visitor, {
    title: words.wallet,
    name: "home",
    isHome: true,
    content: html`<h1 class="hidden">${words.wallet}</h1>
${balanceCard(visitor)}
${customerPicker(visitor)}
${approvals(ledger, visitor)}
${openRequests(ledger, visitor)}
${linkQuestions(ledger, visitor)}
${openCodes(ledger, visitor)}
${pasteForm(visitor, problem)}
${linkedShops(ledger, visitor)}
${history(ledger, visitor)}`,
  });
}

function balanceCard(visitor: Visitor): Markup {
  const { words, customer, language } = visitor;
  return html`<section class="card balance" aria-label="${words.balance}">
<p class="balance-name">${customer.name[language]}</p>
<p class="small">${words.balance}</p>
<p class="balance-amount num" data-slot="balance">${yen(customer.balance)}</p>
${topUpForm(visitor, 10_000, "pill")}
</section>`;
}

function approvals(ledger: Ledger, { words, customer, language }: Visitor): Markup {
  const waiting = [...ledger.payments.values()].filter(
    (payment) => payment.approval && payment.customerId === customer.id,
  );
  if (waiting.length === 0) return html``;
  const rows = waiting.map(
    (payment) => html`<li><a class="row" href="/approve/${payment.paymentId}">
<span class="tile" data-tone="warn">${icons.warning}</span>
<span class="row-text"><b>${payment.merchantName}</b><span class="small">${
      payment.approval && words.payableUntil(dayAndTime(payment.approval.until, language))
    }</span></span>
<b class="num">${payment.approval && yen(approvalAmount(payment.approval))}</b>${icons.next}</a></li>`,
  );
  return html`<section data-slot="approvals"><h2>${words.toApprove}</h2><ul class="list">${rows}</ul></section>`;
}

function openCodes(ledger: Ledger, { words, language }: Visitor): Markup {
  const now = ledger.now();
  const open = [...ledger.codes.values()].filter((code) => codeState(code, now) === "open").reverse();
  const rows = open.map(
    (code) => html`<li><a class="row" href="/pay/${code.codeId}" data-payment="${code.merchantPaymentId}">
<span class="tile">${icons.shop}</span>
<span class="row-text"><b>${code.merchantName}</b><span class="small">${
      code.order.orderDescription ?? code.merchantPaymentId
    }</span><span class="small num">${words.payableUntil(timeOfDay(code.expiryDate, language))}</span></span>
<b class="num">${yen(code.amount)}</b>${icons.next}</a></li>`,
  );
  const list =
    open.length > 0 ? html`<ul class="list">${rows}</ul>` : html`<p class="empty">${words.nothingToPay}</p>`;
  return html`<section data-slot="open-codes"><h2>${words.toPay}</h2>${list}</section>`;
}

function pasteForm({ words }: Visitor, problem: string | null): Markup {
  const alert =
    problem === null ? html`` : html`<p class="problem" role="alert" id="code-problem">${problem}</p>`;
  const invalid = problem === null ? html`` : html`aria-invalid="true"`;
  return html`<section data-slot="scan"><h2>${words.scan}</h2>
<form method="post" action="/wallet/open" class="card paste">
<label for="code">${words.codeAddress}</label>
<div class="paste-line"><input id="code" name="code" required autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="code-hint" ${invalid}>
<button class="button">${words.openCode}</button></div>
<p class="small" id="code-hint">${words.codeAddressHint}</p>${alert}</form></section>`;
}
