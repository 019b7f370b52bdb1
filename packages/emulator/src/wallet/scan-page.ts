import { html, raw } from "hono/html";
import { encode } from "uqr";
import type { LinkSession } from "../ledger/link-session.ts";
import { timeOfDay } from "./format.ts";
import { icons } from "./icons.ts";
import { layout, type Markup } from "./layout.ts";
import { linkWordsIn } from "./link-words.ts";
import type { Visitor } from "./visitor.ts";

/** Shows the same address as itself to a phone, and follows what happens there. The wallet's only script. */
export const scanScript = `
const look = () => fetch(location.pathname + "/state", { cache: "no-store" })
  .then((answer) => answer.json())
  .then(({ state }) => state === "open" ? again() : location.reload(), again);
const again = () => setTimeout(look, 1500);
again();
`;

/** What a browser on a desk shows: the phone has the wallet, so the phone goes on. */
export function scanPage(session: LinkSession, visitor: Visitor): Markup {
  const { language, words } = visitor;
  const says = linkWordsIn(language);
  const { name } = session.merchant;
  return layout(visitor, {
    title: says.scanTitle(name),
    name: "link",
    state: "scan",
    onDesk: true,
    script: scanScript,
    content: html`<div class="scan">
<div class="qr" role="img" aria-label="${says.qr}" data-slot="qr">${qr(session.url)}</div>
<div class="scan-text"><span class="tile big">${icons.link}</span>
<h1>${says.scanTitle(name)}</h1>
<p>${says.scanNote}</p>
<ol class="steps">${says.steps.map((step) => html`<li>${step}</li>`)}</ol>
<p class="small num" data-slot="expiry">${icons.clock}${words.payableUntil(timeOfDay(session.expiresAt, language))}</p>
<a class="quiet-link" href="/link/${session.sessionId}/consent">${says.openHere}</a></div>
</div>`,
  });
}

/** Dark on light in every colour scheme: some scanners read nothing else. */
function qr(text: string): Markup {
  const { data, size } = encode(text, { ecc: "M", border: 3 });
  const cells = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x},${y}h1v1h-1z` : "")));
  return html`${raw(
    `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#000" d="${cells.join("")}"/></svg>`,
  )}`;
}
