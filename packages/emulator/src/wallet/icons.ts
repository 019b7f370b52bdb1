import { raw } from "hono/html";

const icon = (paths: string) =>
  raw(
    `<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`,
  );

/** Drawn for this wallet. */
export const icons = {
  wallet: icon(
    '<path d="M4 7.5A2.5 2.5 0 0 1 6.5 5H17v3"/><rect x="4" y="8" width="16" height="11" rx="2.5"/><path d="M16 13.5h.01"/>',
  ),
  link: icon(
    '<path d="M10 13.5a3.5 3.5 0 0 0 5 .3l3-3a3.5 3.5 0 0 0-5-5l-1 1"/><path d="M14 10.5a3.5 3.5 0 0 0-5-.3l-3 3a3.5 3.5 0 0 0 5 5l1-1"/>',
  ),
  back: icon('<path d="m14.5 6-6 6 6 6"/>'),
  next: icon('<path d="m9.5 6 6 6-6 6"/>'),
  shop: icon(
    '<path d="M5 10v8.5h14V10"/><path d="m4 9 1.5-4h13L20 9a2.7 2.7 0 0 1-5.3.3A2.7 2.7 0 0 1 12 11a2.7 2.7 0 0 1-2.7-1.7A2.7 2.7 0 0 1 4 9Z"/><path d="M10 18.5V15h4v3.5"/>',
  ),
  done: icon('<path d="m6 12.5 4 4 8-9"/>'),
  clock: icon('<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>'),
  warning: icon('<path d="M12 4 3.5 19h17L12 4Z"/><path d="M12 10v4"/><path d="M12 16.6h.01"/>'),
  closed: icon('<circle cx="12" cy="12" r="8"/><path d="m9 9 6 6m0-6-6 6"/>'),
  gift: icon(
    '<path d="M5 12v7h14v-7"/><path d="M4 8.5h16V12H4z"/><path d="M12 8.5V19"/><path d="M12 8.5C9 8.5 7.5 7.4 7.5 6.2S9 4.5 9.8 5.2C11 6.2 12 8.5 12 8.5s1-2.3 2.2-3.3c.8-.7 2.3-.2 2.3 1s-1.5 2.3-4.5 2.3"/>',
  ),
  scan: icon(
    '<path d="M4 8.5V6a2 2 0 0 1 2-2h2.5M15.5 4H18a2 2 0 0 1 2 2v2.5M20 15.5V18a2 2 0 0 1-2 2h-2.5M8.5 20H6a2 2 0 0 1-2-2v-2.5"/><path d="M7.5 12h9"/>',
  ),
  plus: icon('<path d="M12 6v12M6 12h12"/>'),
};
