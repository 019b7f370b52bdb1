import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { icons } from "./icons.ts";
import { styles } from "./styles.ts";
import type { Visitor } from "./visitor.ts";

/** A piece of a page. `html` escapes everything that is put into it. */
export type Markup = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  /** What tests and stylesheets know the page by. */
  readonly name: string;
  /** The state that the page shows. */
  readonly state?: string;
  /** The start page has no way back to itself. */
  readonly isHome?: boolean;
  /** A page for a browser on a desk, which is no wallet: wider, and without a way to one. */
  readonly onDesk?: boolean;
  /** The page's only script; its policy must allow exactly this text. */
  readonly script?: string;
  readonly content: Markup;
}

export interface PolicyOptions {
  /** A form's answer may lead out of the wallet, and on from there: browsers hold every hop to the page's policy. */
  readonly leadsOut?: boolean;
  /** The one script that may run, and ask this server. Default: none. */
  readonly script?: string;
}

/** No script runs in the wallet unless a page brings one, and no style but ours. */
export function contentSecurityPolicy({ leadsOut = false, script }: PolicyOptions = {}): string {
  return [
    "default-src 'none'",
    `style-src '${digestOf(styles)}'`,
    ...(script === undefined ? [] : [`script-src '${digestOf(script)}'`, "connect-src 'self'"]),
    ...(leadsOut ? [] : ["form-action 'self'"]),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function digestOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

export function layout(visitor: Visitor, page: Page): Markup {
  const { words, language, path } = visitor;
  const home = html`<a class="back" href="/">${icons.back}<span>${words.wallet}</span></a>`;
  const brand = html`<span class="brand">${icons.wallet}<span>${words.wallet}</span></span>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<style>${raw(styles)}</style>
</head>
<body>
<div class="${page.onDesk ? "desk" : "phone"}">
<header class="bar">
${page.isHome || page.onDesk ? brand : home}
<nav class="languages" aria-label="${words.chooseLanguage}">
<a href="${path}?lang=ja" lang="ja" hreflang="ja" ${current(language === "ja")}>日本語</a>
<a href="${path}?lang=en" lang="en" hreflang="en" ${current(language === "en")}>English</a>
</nav>
</header>
<main data-page="${page.name}" data-state="${page.state ?? ""}">
${page.content}
</main>
<footer class="small">${words.notRealMoney}</footer>
</div>
${page.script === undefined ? "" : html`<script type="module">${raw(page.script)}</script>`}
</body>
</html>`;
}

function current(isCurrent: boolean): Markup {
  return isCurrent ? html`aria-current="true"` : html``;
}
