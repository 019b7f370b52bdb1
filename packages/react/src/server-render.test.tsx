import { act, cleanup } from "@testing-library/react";
import { type ReactElement, StrictMode } from "react";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToReadableStream, renderToString } from "react-dom/server.browser";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KaikeiProvider } from "./kaikei-provider.tsx";
import { LinkAccountButton } from "./tags/link-account-button.tsx";
import { PaymentReceipt } from "./tags/payment-receipt.tsx";
import { PaymentStatus } from "./tags/payment-status.tsx";
import { PayPayButton } from "./tags/paypay-button.tsx";
import { PayPayKiosk } from "./tags/paypay-kiosk.tsx";
import { PayPayQr } from "./tags/paypay-qr.tsx";
import { pass } from "./testing/render-shop.tsx";
import { createScriptedShop, type ShopScript } from "./testing-kit/create-scripted-shop.ts";
import { completed, linkedAccount, pendingView } from "./testing-kit/views.ts";

let root: Root | null = null;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  act(() => root?.unmount());
  root = null;
  cleanup();
  vi.useRealTimers();
});

function page(shop: ShopScript, children: ReactElement): ReactElement {
  return (
    <StrictMode>
      <KaikeiProvider fetch={shop.fetch}>{children}</KaikeiProvider>
    </StrictMode>
  );
}

/** What a server without a document makes of it. */
function renderOnServer(element: ReactElement): string {
  // React 18 complains of layout effects, which modules that were loaded beside a document have. What a server says is
  // watched in node-render.test.tsx.
  const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.stubGlobal("document", undefined);
  vi.stubGlobal("window", undefined);
  try {
    return renderToString(element);
  } finally {
    vi.unstubAllGlobals();
    errors.mockReset();
  }
}

async function hydrate(html: string, element: ReactElement): Promise<HTMLElement> {
  const container = document.createElement("div");
  container.innerHTML = html;
  document.body.append(container);
  await act(async () => {
    root = hydrateRoot(container, element);
  });
  await pass(100);
  return container;
}

test("the server renders a card that says what happens, starts nothing, and hydrates without a word", async () => {
  const shop = createScriptedShop();
  const element = page(shop, <PayPayQr order="order-1" />);
  const errors = vi.spyOn(console, "error");
  const html = renderOnServer(element);
  expect(html).toContain("お支払いの準備をしています");
  expect(html).toContain('data-slot="qr-code"');
  expect(shop.sent).toEqual([]);
  const container = await hydrate(html, element);
  expect(errors.mock.calls).toEqual([]);
  expect(container.querySelector('[role="img"]')).not.toBeNull();
  expect(shop.posts()).toBe(1);
});

test("code, amount, time and link of an existing payment are in the server's HTML, with no inline style", async () => {
  const shop = createScriptedShop();
  const element = page(shop, <PayPayQr order="order-1" payment={{ token: "tok", payment: shop.view }} />);
  const errors = vi.spyOn(console, "error");
  const html = renderOnServer(element);
  for (const part of ['role="img"', "1,200円", "5:00", 'href="https://qr.example/abc"'])
    expect(html).toContain(part);
  expect(html).not.toContain("style=");
  await pass(7_000);
  await hydrate(html, element);
  expect(errors.mock.calls).toEqual([]);
  expect(shop.posts()).toBe(0);
});

test("a linked account is asked for by the browser alone, and the card hydrates without a word", async () => {
  const shop = createScriptedShop();
  const tag = <LinkAccountButton />;
  const element = page(shop, <KaikeiProvider basePath={shop.basePath}>{tag}</KaikeiProvider>);
  const errors = vi.spyOn(console, "error");
  const html = renderOnServer(element);
  expect(html).toContain("連携状況を確認しています");
  expect(shop.sent).toEqual([]);
  const container = await hydrate(html, element);
  expect(errors.mock.calls).toEqual([]);
  expect(container.textContent).toContain("PayPayと連携する");
});

test("the button of one tap starts nothing on the server, and waits there for what the browser learns", async () => {
  const shop = createScriptedShop();
  shop.account = linkedAccount();
  const tag = <PayPayButton order="order-1" amount={{ value: 1200, currency: "JPY" }} />;
  const element = page(shop, <KaikeiProvider basePath={shop.basePath}>{tag}</KaikeiProvider>);
  const errors = vi.spyOn(console, "error");
  const html = renderOnServer(element);
  expect(html).toContain("1,200円");
  expect(html).toMatch(/<button [^>]*disabled=""/);
  const container = await hydrate(html, element);
  expect(errors.mock.calls).toEqual([]);
  expect(container.textContent).toContain("*******1234");
  expect(shop.posts()).toBe(0);
});

const grant = ({ view }: ShopScript) => ({ token: "tok", payment: view });

test.each<[string, (shop: ShopScript) => ReactElement]>([
  ["<PayPayQr>", (shop) => <PayPayQr order="order-1" payment={grant(shop)} />],
  [
    "<PayPayQr> with children",
    (shop) => (
      <PayPayQr order="order-1" payment={grant(shop)}>
        <PaymentStatus>
          <a href="/help">Help</a>
        </PaymentStatus>
      </PayPayQr>
    ),
  ],
  ["<PayPayButton>", (shop) => <PayPayButton order="order-1" payment={grant(shop)} />],
  [
    "<PayPayKiosk>",
    (shop) => <PayPayKiosk order="order-1" payment={grant(shop)} onReturn={() => undefined} />,
  ],
  ["<PaymentStatus>", (shop) => <PaymentStatus payment={grant(shop)} />],
  ["<PaymentReceipt>", (shop) => <PaymentReceipt payment={grant(shop)} />],
  ["<LinkAccountButton>", () => <LinkAccountButton signInHref="/sign-in" />],
])("%s hydrates without a word, on a phone and on a desktop, whatever it pays by then", async (_tag, tag) => {
  const views = [pendingView({ device: "phone" }), pendingView(), completed(pendingView())];
  for (const view of views) {
    const shop = createScriptedShop(view);
    const element = page(shop, <KaikeiProvider basePath={shop.basePath}>{tag(shop)}</KaikeiProvider>);
    const html = renderOnServer(element);
    const errors = vi.spyOn(console, "error");
    await hydrate(html, element);
    expect(errors.mock.calls).toEqual([]);
    act(() => root?.unmount());
  }
});

test("a status page is complete without any script", async () => {
  const shop = createScriptedShop();
  const element = page(shop, <PaymentStatus payment={{ token: "tok", payment: completed(shop.view) }} />);
  const errors = vi.spyOn(console, "error");
  const html = renderOnServer(element);
  expect(html).toContain("お支払いが完了しました");
  await hydrate(html, element);
  expect(errors.mock.calls).toEqual([]);
  expect(shop.sent).toEqual([]);
});

test("a return page says that it is checking before it can see its own address", async () => {
  const shop = createScriptedShop();
  const element = page(shop, <PaymentStatus />);
  const errors = vi.spyOn(console, "error");
  const html = renderOnServer(element);
  expect(html).toContain("お支払い状況を確認しています");
  await hydrate(html, element);
  expect(errors.mock.calls).toEqual([]);
});

test("in a long page that is streamed, too, the card stands in its place and waits for no script", async () => {
  const shop = createScriptedShop();
  const card = <PaymentStatus payment={{ token: "tok", payment: completed(shop.view) }} />;
  const stream = await renderToReadableStream(
    <main>
      <p>{"a long page ".repeat(4_000)}</p>
      <KaikeiProvider>{card}</KaikeiProvider>
    </main>,
  );
  await stream.allReady;
  const html = await new Response(stream).text();
  expect(html).toContain("お支払いが完了しました");
  // What React streams out of line is hidden, for a script to put in its place.
  expect(html).not.toMatch(/<div hidden|<template|<!--\$\?-->/);
});
