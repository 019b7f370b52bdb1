import { html } from "hono/html";
import type { Code } from "../ledger/code.ts";
import { type Ledger, payer } from "../ledger/ledger.ts";
import type { Payment } from "../ledger/payment.ts";
import { dayAndTime, yen } from "./format.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { shopLink, verdict } from "./parts.ts";
import type { Visitor } from "./visitor.ts";

export interface PaidPageOptions {
  readonly name: "pay" | "request";
  readonly redirectUrl: string | null;
}

/** What a code or a request shows after somebody paid it. */
export function paidPage(
  ledger: Ledger,
  payment: Payment,
  visitor: Visitor,
  { name, redirectUrl }: PaidPageOptions,
): Markup {
  const { words, language } = visitor;
  const undone = payment.status === "FAILED" || payment.status === "CANCELED";
  const title = undone ? words.undone : payment.status === "AUTHORIZED" ? words.held : words.paid;
  const amount = html`<span class="amount num" data-slot="amount">${yen(payment.amount)}</span>`;
  return layout(visitor, {
    title,
    name,
    state: undone ? "undone" : "paid",
    content: html`${
      undone
        ? verdict("quiet", icons.closed, title, words.undoneNote)
        : verdict("good", icons.done, title, html`${amount}${payment.merchantName}`)
    }
<dl class="card lines receipt">
${payment.order.orderDescription ? line(words.items, payment.order.orderDescription) : ""}
${line(words.paidBy, payer(ledger, payment).name[language])}
${line(words.paidAt, dayAndTime(payment.acceptedAt, language))}
${line(words.paymentNumber, payment.paymentId)}
</dl>
<div class="actions">${shopLink(redirectUrl, words.backToShop, "button main")}
<a class="${redirectUrl ? "quiet-link" : "button main"}" href="/">${words.toWallet}</a></div>`,
  });
}

/** What a code shows when it can no longer be paid. */
export function deadCodePage(code: Code, visitor: Visitor, state: "expired" | "deleted"): Markup {
  const { words } = visitor;
  const [title, note] =
    state === "expired" ? [words.expired, words.expiredNote] : [words.withdrawn, words.withdrawnNote];
  return layout(visitor, {
    title,
    name: "pay",
    state,
    content: html`${verdict("warn", state === "expired" ? icons.clock : icons.closed, title, note)}
<div class="actions">${shopLink(code.redirectUrl, words.backToShop, "button main")}
<a class="${code.redirectUrl ? "quiet-link" : "button main"}" href="/">${words.toWallet}</a></div>`,
  });
}

export function notFoundPage(visitor: Visitor): Markup {
  const { words } = visitor;
  return layout(visitor, {
    title: words.notFound,
    name: "not-found",
    content: html`${verdict("quiet", icons.scan, words.notFound, words.notFoundNote)}
<div class="actions"><a class="button main" href="/">${words.toWallet}</a></div>`,
  });
}

function line(term: string, value: string): Markup {
  return html`<div><dt>${term}</dt><dd class="num">${value}</dd></div>`;
}
