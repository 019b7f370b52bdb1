import { html } from "hono/html";
import type { LinkAnswer, LinkSession } from "../ledger/link-session.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { linkWordsIn } from "./link-words.ts";
import { verdict } from "./parts.ts";
import type { Visitor } from "./visitor.ts";

/** What the address shows once she has answered: the desk learns that the phone went on, and the answer is not given twice. */
export function answeredPage(
  session: LinkSession,
  answer: LinkAnswer,
  visitor: Visitor,
  onDesk: boolean,
): Markup {
  const says = linkWordsIn(visitor.language);
  const { name } = session.merchant;
  const linked = answer.result === "succeeded";
  const note = linked ? says.linkedNote(name) : says.declinedNote(name);
  const sign = linked
    ? verdict("good", icons.done, says.linked, note)
    : verdict("quiet", icons.closed, says.declined, note);
  return layout(visitor, {
    title: linked ? says.linked : says.declined,
    name: "link",
    state: linked ? "linked" : "declined",
    onDesk,
    content: html`${sign}
${onDesk ? html`<p class="note" data-slot="go-on">${says.goOnThere}</p>` : toWallet(visitor)}`,
  });
}

export function expiredLinkPage(visitor: Visitor, onDesk: boolean): Markup {
  const says = linkWordsIn(visitor.language);
  return layout(visitor, {
    title: says.expired,
    name: "link",
    state: "expired",
    onDesk,
    content: html`${verdict("warn", icons.clock, says.expired, says.expiredNote)}
${onDesk ? "" : toWallet(visitor)}`,
  });
}

/** For a request that no shop signed, so that there is no address to trust and go back to. */
export function unreadableLinkPage(visitor: Visitor): Markup {
  const says = linkWordsIn(visitor.language);
  return layout(visitor, {
    title: says.unreadable,
    name: "link",
    state: "unreadable",
    content: html`${verdict("warn", icons.warning, says.unreadable, says.unreadableNote)}${toWallet(visitor)}`,
  });
}

function toWallet({ words }: Visitor): Markup {
  return html`<div class="actions"><a class="button main" href="/">${words.toWallet}</a></div>`;
}
