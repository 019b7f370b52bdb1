import { act, cleanup } from "@testing-library/react";
import type { ReactElement } from "react";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KaikeiProvider } from "./kaikei-provider.tsx";
import { en } from "./messages/en.ts";
import { ja } from "./messages/ja.ts";
import type { Language } from "./messages/language.ts";
import { createLazyLanguages, type LanguageImports, type Languages } from "./messages/lazy-languages.ts";
import type { Messages } from "./messages/messages.ts";
import { en as paymentEn } from "./messages/payment/en.ts";
import { Amount } from "./parts/amount.tsx";
import { LinkButton } from "./parts/link-button.tsx";
import { PaymentStatus } from "./tags/payment-status.tsx";
import { PayPayQr } from "./tags/paypay-qr.tsx";
import { pass, renderShop, slot } from "./testing/render-shop.tsx";
import { createScriptedShop } from "./testing-kit/create-scripted-shop.ts";
import { accountView } from "./testing-kit/views.ts";

// What `#languages` and `#account-languages` are in a browser, with a network that the test holds in its hands; null: as on
// a server.
const network = vi.hoisted(() => {
  const found = { languages: null as Languages | null, accountLanguages: null as Languages | null };
  const forwarding = (which: keyof typeof found, onServer: Languages): Languages => ({
    knownWords: (language) => (found[which] ?? onServer).knownWords(language),
    loadWords: (language) => (found[which] ?? onServer).loadWords(language),
  });
  return Object.assign(found, { forwarding });
});
vi.mock("#languages", async () => {
  const { paymentLanguages } = await import("./messages/languages.ts");
  return { paymentLanguages: network.forwarding("languages", paymentLanguages) };
});
vi.mock("#account-languages", async () => {
  const { paymentLanguages } = await import("./messages/languages.ts");
  return { accountLanguages: network.forwarding("accountLanguages", paymentLanguages) };
});

interface Request {
  language: Language;
  answer(): Promise<void>;
  fail(): Promise<void>;
}

let requests: Request[] = [];
let imports: LanguageImports;
let root: Root | null = null;

beforeEach(() => {
  vi.useFakeTimers();
  requests = [];
  const request = (language: Language) => () =>
    new Promise<Messages>((resolve, reject) => {
      requests.push({
        language,
        answer: () => act(async () => resolve(language === "en" ? en : ja)),
        fail: () => act(async () => reject(new TypeError("Failed to fetch"))),
      });
    });
  imports = {
    ja: request("ja"),
    en: request("en"),
    "zh-Hans": request("zh-Hans"),
    "zh-Hant": request("zh-Hant"),
    ko: request("ko"),
  };
  network.languages = createLazyLanguages(imports);
  network.accountLanguages = null;
});

afterEach(() => {
  act(() => root?.unmount());
  root = null;
  cleanup();
  document.body.replaceChildren();
  vi.useRealTimers();
});

const asked = () => requests.map((request) => request.language);
const last = () => requests[requests.length - 1];

function renderOnServer(element: ReactElement): string {
  const inBrowser = network.languages;
  network.languages = null;
  vi.stubGlobal("document", undefined);
  vi.stubGlobal("window", undefined);
  try {
    return renderToString(element);
  } finally {
    vi.unstubAllGlobals();
    network.languages = inBrowser;
  }
}

async function hydrate(html: string, element: ReactElement): Promise<HTMLElement> {
  const container = document.createElement("div");
  container.innerHTML = html;
  document.body.append(container);
  await act(async () => {
    root = hydrateRoot(container, element);
  });
  return container;
}

test("a card without words is an empty one that says it is busy; its payment is started meanwhile", async () => {
  const shop = createScriptedShop();
  const { container } = renderShop(shop, <PayPayQr order="order-1" />, { locale: "en" });
  await pass(100);
  const card = container.querySelector(".kaikei");
  expect(card?.getAttribute("aria-busy")).toBe("true");
  expect(card?.getAttribute("data-slot")).toBe("paypay-qr");
  expect(card?.childElementCount).toBe(0);
  expect(shop.posts()).toBe(1);
  expect(asked()).toContain("en");
  expect(asked()).not.toContain("ja");

  await last()?.answer();
  expect(container.querySelector(".kaikei")).toBe(card);
  expect(card?.hasAttribute("aria-busy")).toBe(false);
  expect(card?.getAttribute("lang")).toBe("en");
  expect(card?.getAttribute("aria-label")).toBe(en["region.label"]);
  expect(container.textContent).toContain(en["payable.title"]);
  expect(container.querySelector("script")).toBeNull();
});

test("the server's HTML brings its words along: it hydrates at once, without a word and without a request", async () => {
  const shop = createScriptedShop();
  const errors = vi.spyOn(console, "error");
  const element = (
    <KaikeiProvider fetch={shop.fetch} locale="en">
      <PaymentStatus payment={{ token: "tok", payment: shop.view }} />
    </KaikeiProvider>
  );
  const html = renderOnServer(element);
  expect(html).toContain(en["payable.title"]);
  expect(html).not.toContain(ja["payable.title"]);
  const container = await hydrate(html, element);
  const title = slot(container, "status-title");
  expect(container.textContent).toContain(en["payable.title"]);
  expect(container.querySelector("[aria-busy]")).toBeNull();
  await pass(100);
  expect(slot(container, "status-title")).toBe(title);
  expect(container.querySelector("script")).toBeNull();
  expect(asked()).toEqual([]);
  expect(errors.mock.calls).toEqual([]);
});

test("words in HTML that was cut off are loaded instead", async () => {
  document.body.innerHTML = '<script type="application/json" data-kaikei-words="en">{"region.la</script>';
  renderShop(createScriptedShop(), <PayPayQr order="order-1" />, { locale: "en" });
  expect(asked()).toContain("en");
});

test("a change of locale keeps the words on the page until the new ones are there, and remounts nothing", async () => {
  const shop = createScriptedShop();
  const tag = (
    <PayPayQr order="order-1">
      <input aria-label="note" />
    </PayPayQr>
  );
  const { container, change } = renderShop(shop, tag, { locale: "ja" });
  await last()?.answer();
  await pass(100);
  const note = container.querySelector("input");
  if (note) note.value = "leave it at the door";
  note?.focus();
  change(tag, { locale: "en" });
  await pass(100);
  const card = container.querySelector(".kaikei");
  expect(card?.hasAttribute("aria-busy")).toBe(false);
  expect(card?.getAttribute("lang")).toBe("ja");
  expect(container.textContent).toContain("1,200円");
  await last()?.answer();
  expect(container.querySelector(".kaikei")).toBe(card);
  expect(card?.getAttribute("lang")).toBe("en");
  expect(container.textContent).toContain("¥1,200");
  expect(container.textContent).not.toContain("円");
  expect(container.querySelector("input")).toBe(note);
  expect(document.activeElement).toBe(note);
  expect(note?.value).toBe("leave it at the door");
  expect(shop.posts()).toBe(1);
});

test("of two quick changes the last one is spoken, in whichever order the words arrive", async () => {
  const tag = <PayPayQr order="order-1" />;
  const { container, change } = renderShop(createScriptedShop(), tag, { locale: "ja" });
  await last()?.answer();
  await pass(100);
  change(tag, { locale: "ko" });
  const korean = last();
  change(tag, { locale: "en" });
  const english = last();
  await english?.answer();
  await korean?.answer();
  await pass(100);
  expect(container.querySelector(".kaikei")?.getAttribute("lang")).toBe("en");
  expect(container.textContent).toContain(en["amount.label"]);
});

test("words that cannot be loaded: tried again ever more rarely, and the payment can be made meanwhile", async () => {
  const { container } = renderShop(createScriptedShop(), <PayPayQr order="order-1" />, {
    locale: "en",
    messages: { "cancel.label": "No, thanks" },
  });
  for (const request of requests) await request.fail();
  const atFirst = requests.length;
  await pass(999);
  expect(requests.length).toBe(atFirst);
  await pass(1);
  expect(requests.length).toBeGreaterThan(atFirst);
  await pass(4_000);
  const card = container.querySelector(".kaikei");
  expect(card?.hasAttribute("aria-busy")).toBe(false);
  expect(container.querySelector('[role="img"]')).not.toBeNull();
  expect(container.textContent).toContain("¥1,200");
  expect(container.textContent).toContain("payable.scan");
  expect(slot(container, "cancel-button")?.textContent).toBe("No, thanks");

  await last()?.answer();
  expect(container.textContent).toContain(en["payable.scan"]);
  expect(container.textContent).not.toContain("payable.scan");
});

test("a card that is gone asks for no words any more", async () => {
  const { unmount } = renderShop(createScriptedShop(), <PayPayQr order="order-1" />, { locale: "en" });
  unmount();
  const before = requests.length;
  for (const request of requests) await request.fail();
  await pass(120_000);
  expect(requests.length).toBe(before);
});

test("a part outside of any card is silent until the words are there", async () => {
  const shop = createScriptedShop();
  const state = { phase: "completed", payment: shop.view } as const;
  const { container } = renderShop(shop, <Amount state={state} />, { locale: "en" });
  expect(slot(container, "amount-label")?.textContent).toBe("");
  await last()?.answer();
  expect(slot(container, "amount-label")?.textContent).toBe(en["amount.label"]);
});

test("a payment's card has no words of a linked account; a part that needs them is silent until it has loaded them", async () => {
  network.languages = createLazyLanguages({ ...imports, en: async () => paymentEn });
  network.accountLanguages = createLazyLanguages(imports);
  const shop = createScriptedShop();
  const notLinked = { phase: "not_linked", account: accountView(), outcome: null, trouble: null } as const;
  const { container } = renderShop(
    shop,
    <PayPayQr order="order-1">
      <LinkButton state={notLinked} onLink={() => undefined} />
    </PayPayQr>,
    { locale: "en" },
  );
  await pass(100);
  expect(slot(container, "cancel-button")?.textContent).toBe(en["cancel.label"]);
  expect(slot(container, "link-button")?.textContent).toBe("");
  await last()?.answer();
  expect(slot(container, "link-button")?.textContent).toBe(en["account.link"]);
});
