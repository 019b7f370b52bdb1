import type { RunningPayPay } from "@kaikei/emulator/testing";
import type { Page, Route } from "@playwright/test";
import { type Shop, shopIn } from "../../fixtures/shop.ts";
import { strictPage } from "../../fixtures/strict-page.ts";
import { expect, test } from "../../fixtures/test.ts";
import type { Watch } from "../../fixtures/watch.ts";

const starts = "**/api/kaikei/payments";

/** How many codes PayPay has made since, and how many of them can be paid. */
function countCodes(paypay: RunningPayPay) {
  const before = paypay.control.ledger().codes.length;
  return () => {
    const codes = paypay.control.ledger().codes.slice(before);
    return { made: codes.length, payable: codes.filter(({ state }) => state === "open").length };
  };
}

/** An order whose page could not reach the shop to start its payment: there is no code yet. */
async function orderUnstarted(shop: Shop, watch: Watch): Promise<string> {
  watch.expect(/ERR_FAILED/);
  await shop.page.route(starts, (route) => route.abort());
  const order = await shop.order();
  await shop.sees("error");
  await shop.page.unroute(starts);
  return order;
}

async function openTab(page: Page, order: string): Promise<Shop> {
  const tab = shopIn(await page.context().newPage());
  await tab.page.goto(`/checkout/${order}`);
  return tab;
}

test("reload, a second tab, back and forward: the order has one code", async ({ shop, paypay }) => {
  const codes = countCodes(paypay);
  const order = await shop.order();
  await shop.sees("payable");
  const address = await shop.scanQr();

  await shop.page.reload();
  await shop.sees("payable");
  expect(await shop.scanQr()).toBe(address);

  const secondTab = await openTab(shop.page, order);
  await secondTab.sees("payable");
  expect(await secondTab.scanQr()).toBe(address);

  await shop.page.goto("/orders");
  await shop.page.goBack();
  await shop.sees("payable");
  expect(await shop.scanQr()).toBe(address);

  expect(codes()).toEqual({ made: 1, payable: 1 });
});

test("both tabs see that it is paid", async ({ shop, wallet }) => {
  const order = await shop.order();
  await shop.sees("payable");
  const secondTab = await openTab(shop.page, order);
  await secondTab.sees("payable");

  await wallet.open(await shop.scanQr());
  await wallet.pay();
  await shop.page.bringToFront();
  await shop.sees("completed");
  await secondTab.page.bringToFront();
  await secondTab.sees("completed");
});

test("two tabs begin at the same moment: one code, the same in both", async ({ shop, paypay, watch }) => {
  const codes = countCodes(paypay);
  const order = await orderUnstarted(shop, watch);
  const tabs = await Promise.all([openTab(shop.page, order), openTab(shop.page, order)]);
  const addresses: string[] = [];
  for (const tab of tabs) {
    await tab.page.bringToFront();
    await tab.sees("payable");
    addresses.push(await tab.scanQr());
  }
  expect(new Set(addresses).size).toBe(1);
  expect(codes()).toEqual({ made: 1, payable: 1 });
});

test("StrictMode mounts the page twice: one request, one code", async ({ shop, page, paypay, watch }) => {
  const codes = countCodes(paypay);
  const order = await orderUnstarted(shop, watch);
  const body = await strictPage(order);
  await page.route("**/strict", (route) => route.fulfill({ contentType: "text/html", body }));
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(new URL(request.url()).pathname);
  });
  await page.goto("/strict");
  await expect(page.locator("[data-slot=paypay-qr]")).toHaveAttribute("data-status", "payable");
  await expect(page.locator("body")).toHaveAttribute("data-mounts", "2");
  expect(sent).toEqual(["/api/kaikei/payments"]);
  expect(codes()).toEqual({ made: 1, payable: 1 });
});

test("a double click on the button for a new code makes one", async ({ shop, page, paypay }) => {
  const codes = countCodes(paypay);
  await shop.order();
  await shop.sees("payable");
  const first = await shop.scanQr();
  await paypay.expireCode(first);
  await shop.sees("expired");
  await page.locator("[data-slot=retry-button]").dblclick();
  await shop.sees("payable");
  expect(await shop.scanQr()).not.toBe(first);
  expect(codes()).toEqual({ made: 2, payable: 1 });
});

test("three replies of PayPay's are lost on their way: the code that it made is found, and is the only one", async ({
  shop,
  page,
  paypay,
  wallet,
  watch,
}) => {
  watch.expect(/\/api\/kaikei\/payments/, /Failed to load resource/);
  const codes = countCodes(paypay);
  await paypay.loseReply("createCode", 3);
  await shop.order();
  await expect(async () => {
    const retry = page.locator("[data-slot=retry-button]");
    if (await retry.isVisible()) await retry.click();
    await expect(shop.payment).toHaveAttribute("data-status", "payable", { timeout: 3_000 });
  }).toPass({ timeout: 40_000 });
  expect(codes()).toEqual({ made: 1, payable: 1 });
  await wallet.scan(page);
  await wallet.pay();
  await shop.sees("completed");
  expect(paypay.control.calls.list().filter(({ fault }) => fault === "reset_after")).toHaveLength(3);
});

test("three of the shop's own answers are lost: each try again is about the same code", async ({
  shop,
  page,
  paypay,
  watch,
}) => {
  watch.expect(/ERR_FAILED/);
  const codes = countCodes(paypay);
  let lost = 0;
  const loseAnswer = async (route: Route) => {
    // The shop does its work, and nobody hears of it.
    await route.fetch();
    lost += 1;
    await route.abort();
  };
  await page.route(starts, loseAnswer, { times: 3 });
  await shop.order();
  for (let seen = 1; seen <= 3; seen += 1) {
    await shop.sees("error");
    await expect.poll(() => lost).toBe(seen);
    await page.locator("[data-slot=retry-button]").click();
  }
  await shop.sees("payable");
  expect(codes()).toEqual({ made: 1, payable: 1 });
});

test("the page that the browser had frozen comes back by the back button: the same code, and then that it is paid", async ({
  playwright,
  launchOptions,
  storefront,
  watch,
  paypay,
  wallet,
}) => {
  const codes = countCodes(paypay);
  // Playwright switches the back-forward cache off.
  const ignoreDefaultArgs = ["--disable-back-forward-cache"];
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs });
  try {
    const context = await browser.newContext({ baseURL: storefront.url, locale: "en-US" });
    watch.follow(context);
    await context.addCookies([{ name: "language", value: "en", url: storefront.url }]);
    const shop = shopIn(await context.newPage());
    await shop.page.addInitScript(() => {
      addEventListener("pageshow", ({ persisted }) => {
        document.documentElement.dataset.persisted = String(persisted);
      });
    });
    await shop.order();
    // Chromium freezes no page that is "no-store"; a shop's may well be another.
    await context.route("**/checkout/*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "cache-control": "no-cache" } });
    });
    await shop.page.reload();
    await shop.sees("payable");
    const address = await shop.scanQr();
    await shop.page.goto(paypay.url);
    await wallet.open(address);
    // Playwright waits for a load that a page which comes back does not have.
    await shop.page.evaluate(() => history.back());
    await expect(shop.page.locator("html")).toHaveAttribute("data-persisted", "true");
    await expect(shop.payment).toHaveAttribute("data-status", "payable");
    expect(await shop.scanQr()).toBe(address);
    expect(codes()).toEqual({ made: 1, payable: 1 });
    await wallet.pay();
    await expect(shop.payment).toHaveAttribute("data-status", "completed");
  } finally {
    await browser.close();
  }
});
