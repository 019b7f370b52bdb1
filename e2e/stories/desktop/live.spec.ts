import type { Page } from "@playwright/test";
import { shopIn } from "../../fixtures/shop.ts";
import { expect, test } from "../../fixtures/test.ts";

/** Fails every request of the page that gets one of these addresses, and counts them. */
async function block(page: Page, address: RegExp): Promise<() => number> {
  let blocked = 0;
  await page.route(address, async (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    blocked += 1;
    return route.abort();
  });
  return () => blocked;
}

const polls = /\/api\/kaikei\/payments\/[^/]+$/;
const streams = /\/api\/kaikei\/payments\/[^/]+\/events$/;

test.beforeEach(({ watch }) => watch.expect(/ERR_FAILED/));

test("no poll gets through: the stream shows that it is paid", async ({ shop, wallet }) => {
  await block(shop.page, polls);
  const stream = shop.page.waitForResponse(streams);
  await shop.order();
  await shop.sees("payable");
  expect((await stream).status()).toBe(200);
  await wallet.open(await shop.scanQr());
  await wallet.pay();
  await shop.sees("completed");
});

test("no stream gets through: polling shows that it is paid", async ({ shop, wallet }) => {
  const blocked = await block(shop.page, streams);
  await shop.order();
  await shop.sees("payable");
  await wallet.open(await shop.scanQr());
  await wallet.pay();
  await shop.sees("completed");
  expect(blocked()).toBeGreaterThan(0);
});

test("while the stream is open the page does not poll", async ({ shop, wallet }) => {
  await shop.order();
  await shop.sees("payable");
  const address = await shop.scanQr();
  let polled = 0;
  shop.page.on("request", (request) => {
    if (request.method() === "GET" && polls.test(request.url())) polled += 1;
  });
  // More than one interval.
  await shop.page.waitForTimeout(6_000);
  await wallet.open(address);
  await wallet.pay();
  await shop.sees("completed");
  expect(polled).toBe(0);
});

test("of two tabs one asks, and the other hears from it", async ({ shop, wallet }) => {
  const asked: string[] = [];
  const context = shop.page.context();
  context.on("request", (request) => {
    if (request.method() !== "GET") return;
    if (streams.test(request.url())) asked.push("stream");
    if (polls.test(request.url())) asked.push("poll");
  });
  const order = await shop.order();
  await shop.sees("payable");
  const address = await shop.scanQr();
  const second = shopIn(await context.newPage());
  await second.page.goto(`/checkout/${order}`);
  await second.sees("payable");
  // A tab that opens looks once. Then more than one interval.
  await second.page.waitForTimeout(2_000);
  expect(asked.filter((what) => what === "stream")).toHaveLength(1);
  asked.length = 0;
  await second.page.waitForTimeout(6_000);
  expect(asked).toEqual([]);
  await shop.page.close();
  await wallet.open(address);
  await wallet.pay();
  await second.sees("completed");
});
