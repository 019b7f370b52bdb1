import { html } from "hono/html";
import type { Customer } from "../ledger/customer.ts";
import { type TopUp, topUpState } from "../ledger/top-up.ts";
import { timeOfDay, yen } from "./format.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { avatar, shopLink, verdict } from "./parts.ts";
import { topUpWordsIn } from "./top-up-words.ts";
import type { Visitor } from "./visitor.ts";

export interface TopUpView {
  readonly topUp: TopUp;
  /** Whose wallet it is for: the linked customer's, whoever uses this browser. */
  readonly customer: Customer;
  /** Epoch seconds. */
  readonly now: number;
  /** The last amount could not be put in. */
  readonly refused: boolean;
}

/** Where a customer puts money into her wallet because a shop asked her to. */
export function topUpPage({ topUp, customer, now, refused }: TopUpView, visitor: Visitor): Markup {
  const says = topUpWordsIn(visitor.language);
  const state = topUpState(topUp, now);
  return layout(visitor, {
    title: says.title,
    name: "top-up",
    state: state === "open" && refused ? "refused" : state,
    content: state === "open" ? invitation(topUp, customer, refused, visitor) : outcome(topUp, visitor),
  });
}

function invitation(topUp: TopUp, customer: Customer, refused: boolean, visitor: Visitor): Markup {
  const { words, language } = visitor;
  const says = topUpWordsIn(language);
  const least = topUp.request.minimumTopUpAmount.amount;
  return html`<section class="demand">
<span class="tile big">${icons.plus}</span>
<p>${says.asks(topUp.merchantName)}</p>
<h1>${says.title}</h1>
<p class="small num" data-slot="expiry">${icons.clock}${words.payableUntil(timeOfDay(topUp.expiryDate, language))}</p>
</section>
<section class="card" aria-label="${says.wallet}">
<div class="payer">${avatar(visitor, customer)}<span><span class="small">${says.wallet}</span><br><b>${customer.name[language]}</b></span></div>
<dl class="lines"><div><dt>${words.balance}</dt><dd class="num" data-slot="balance">${yen(customer.balance)}</dd></div></dl>
</section>
<form method="post" action="/top-up/${topUp.codeId}" class="actions">
<div class="card paste"><label for="amount">${says.amount}</label>
<input id="amount" name="amount" type="number" inputmode="numeric" min="${least}" step="1" value="${Math.ceil(least / 1000) * 1000}" required aria-describedby="amount-hint">
<p class="small" id="amount-hint">${says.atLeast(yen(least))}</p>
${refused ? html`<p class="problem" role="alert">${says.impossible}</p>` : ""}</div>
<button class="button main">${says.topUp}</button>
${shopLink(topUp.request.redirectUrl ?? null, says.without, "quiet-link")}
</form>`;
}

function outcome(topUp: TopUp, visitor: Visitor): Markup {
  const { words } = visitor;
  const says = topUpWordsIn(visitor.language);
  const address = topUp.request.redirectUrl ?? null;
  const sign = topUp.done
    ? verdict("good", icons.done, says.done, says.doneNote(yen(topUp.done.amount)))
    : verdict("warn", icons.clock, says.expired, says.expiredNote);
  return html`${sign}<div class="actions">${shopLink(address, words.backToShop, "button main")}
<a class="${address ? "quiet-link" : "button main"}" href="/">${words.toWallet}</a></div>`;
}
