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
  readonly content: Markup;
}

/** No script runs in the wallet, and no style but ours. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(styles).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

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
<div class="phone">
<header class="bar">
${page.isHome ? brand : home}
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
</body>
</html>`;
}

function current(isCurrent: boolean): Markup {
  return isCurrent ? html`aria-current="true"` : html``;
}
