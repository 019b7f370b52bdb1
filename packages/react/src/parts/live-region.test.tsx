import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinkAccountButton } from "../tags/link-account-button.tsx";
import { PayPayQr } from "../tags/paypay-qr.tsx";
import { pass, renderShop } from "../testing/render-shop.tsx";
import { accounts } from "../testing-kit/account-views.ts";
import { errorResponse } from "../testing-kit/answers.ts";
import { createScriptedShop, type ShopScript } from "../testing-kit/create-scripted-shop.ts";
import { serverStart } from "../testing-kit/views.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** What a screen reader was given to say: words that came to the page, or took the place of others. */
function listen(): string[] {
  const heard: string[] = [];
  const region = screen.getByRole("status");
  const hear = () => heard.push(region.textContent ?? "");
  new MutationObserver(hear).observe(region, { childList: true, characterData: true, subtree: true });
  return heard;
}

async function show(shop: ShopScript, tag = <PayPayQr order="order-1" />) {
  const view = renderShop(shop, tag, { locale: "en", basePath: shop.basePath });
  await pass(100);
  return { ...view, heard: listen() };
}

test("a link that is copied twice is said to be copied twice", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: async () => undefined } });
  const { heard } = await show(createScriptedShop({ device: "phone" }));
  for (let tap = 0; tap < 2; tap += 1) {
    fireEvent.click(screen.getByText(/link|copied/i, { selector: "[data-slot=copy-link-button]" }));
    await pass(100);
  }
  expect(heard).toEqual(["Link copied", "Link copied"]);
});

test("another try that fails as the last one did is heard, with why", async () => {
  const shop = createScriptedShop();
  const refuse = () => shop.next.push(() => errorResponse(500, "configuration", false));
  refuse();
  const { heard } = await show(shop, <LinkAccountButton />);
  for (let tap = 0; tap < 2; tap += 1) {
    refuse();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await pass(2_000);
  }
  const words =
    "We cannot show your linked account PayPay is not available here right now. Please contact the shop.";
  expect(heard).toEqual([words, words]);
});

test("what was refused is heard, though the card stands as before", async () => {
  const shop = createScriptedShop();
  shop.account = accounts.notLinked();
  const { heard } = await show(shop, <LinkAccountButton />);
  shop.next.push(() => errorResponse(503, "provider_busy", true));
  fireEvent.click(screen.getByRole("button", { name: "Link PayPay" }));
  await pass(2_000);
  expect(heard.at(-1)).toBe(
    "Link your PayPay account PayPay is hard to reach right now. Please wait a moment and try again.",
  );
});

test("another language says nothing again, neither the status nor the time that is left", async () => {
  const shop = createScriptedShop({ expiresAt: serverStart + 70_000, pollAfterMs: 600_000 });
  const { heard, change } = await show(shop);
  for (let second = 0; second < 15; second += 1) await pass(1_000);
  expect(heard).toEqual(["One minute left."]);
  change(<PayPayQr order="order-1" />, { locale: "ja", basePath: shop.basePath, fetch: shop.fetch });
  await pass(1_000);
  expect(screen.getByRole("img").getAttribute("aria-label")).toContain("PayPayで支払う");
  expect(heard).toEqual(["One minute left."]);
});

test("a cancel that was refused is heard, with why", async () => {
  const shop = createScriptedShop();
  const { heard } = await show(shop);
  for (let tap = 0; tap < 2; tap += 1) {
    shop.next.push(() => errorResponse(403, "forbidden", false));
    fireEvent.click(screen.getByRole("button", { name: "Cancel payment" }));
    await pass(1_000);
    expect(heard.at(-1)).toMatch(/^Waiting for your payment You cannot cancel from here\./);
  }
  expect(heard).toHaveLength(4);
  await pass(10_000);
  expect(heard).toHaveLength(4);
});

test("a refused cancel is not heard again because a look has failed in between", async () => {
  const shop = createScriptedShop();
  const { heard } = await show(shop);
  shop.next.push(() => errorResponse(403, "forbidden", false));
  fireEvent.click(screen.getByRole("button", { name: "Cancel payment" }));
  await pass(1_000);
  const before = heard.length;
  shop.next.push(() => Promise.reject(new TypeError("Failed to fetch")));
  for (let second = 0; second < 20; second += 1) await pass(1_000);
  expect(heard.slice(before)).toEqual([]);
});
