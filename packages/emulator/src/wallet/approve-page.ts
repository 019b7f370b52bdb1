import { html } from "hono/html";
import { type Ledger, payer } from "../ledger/ledger.ts";
import { approvalAmount, type Payment } from "../ledger/payment.ts";
import { dayAndTime, yen } from "./format.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { shopLink, topUpForm, verdict } from "./parts.ts";
import type { Visitor } from "./visitor.ts";

/** Where a customer allows a shop to take more than was held. */
export function approvePage(ledger: Ledger, payment: Payment, visitor: Visitor, approved: boolean): Markup {
  const { words, language } = visitor;
  const { approval } = payment;
  if (!approval) return settledPage(visitor, approved);
  const asked = approvalAmount(approval);
  return layout(visitor, {
    title: words.approveTitle,
    name: "approve",
    state: "open",
    content: html`<section class="demand">
<span class="tile big">${icons.shop}</span>
<h1>${words.approveTitle}</h1>
<p class="amount num" data-slot="amount">${yen(asked)}</p>
<p>${payment.merchantName}</p>
<p class="small num">${icons.clock}${words.payableUntil(dayAndTime(approval.until, language))}</p>
</section>
<p class="note">${words.approveNote(yen(payment.amount), yen(asked))}</p>
<div class="actions">${allow(ledger, payment, asked, visitor)}
${approval.kind === "reauthorize" ? shopLink(approval.redirectUrl, words.backToShop, "quiet-link") : ""}</div>`,
  });
}

function allow(ledger: Ledger, payment: Payment, asked: number, visitor: Visitor): Markup {
  const { words } = visitor;
  const missing = asked - payment.taken - payer(ledger, payment).balance;
  if (missing > 0) {
    return html`<p class="problem" role="alert"><b>${words.short}</b><br>${words.shortBy(yen(missing))}</p>
${topUpForm(visitor, Math.ceil(missing / 1000) * 1000, "button main")}`;
  }
  return html`<form method="post" action="/approve/${payment.paymentId}">
<button class="button main">${words.approve(yen(asked))}</button></form>`;
}

function settledPage(visitor: Visitor, approved: boolean): Markup {
  const { words } = visitor;
  const sign = approved
    ? verdict("good", icons.done, words.approved, "")
    : verdict("quiet", icons.clock, words.nothingToApprove, "");
  return layout(visitor, {
    title: words.approveTitle,
    name: "approve",
    state: approved ? "approved" : "none",
    content: html`${sign}<div class="actions"><a class="button main" href="/">${words.toWallet}</a></div>`,
  });
}
