import { existsSync, readFileSync } from "node:fs";
import { kaikeiFixtures } from "@kaikei/emulator/testing/playwright";
import { test as base, expect } from "@playwright/test";
import { createWatch } from "../fixtures/watch.ts";

interface RunningShop {
  name: string;
  url: string;
  /** The file that its `onPaid` writes the order into. */
  fulfilled: string;
}

const shops: RunningShop[] = JSON.parse(process.env.KAIKEI_HOSTS ?? "[]");

/** As docs/react/testing-your-shop.md has it: the emulator runs already, and the workers share it. */
const test = base.extend(kaikeiFixtures({ url: process.env.KAIKEI_HOSTS_EMULATOR ?? "" }));

for (const { name, url, fulfilled } of shops) {
  test(`${name}: a shopper scans the QR, pays, sees it, and the shop is told once`, async ({
    page,
    context,
    shopper,
    paypay,
  }) => {
    const watch = createWatch();
    watch.follow(context);
    const payment = page.locator("[data-slot=payment-status]");
    await page.goto(`${url}/checkout/cake-1`);
    await expect(payment).toHaveAttribute("data-status", "payable", { timeout: 60_000 });

    const scanned = await shopper.scan(page);
    await shopper.pay();
    await expect(payment).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
    await expect.poll(() => existsSync(fulfilled) && readFileSync(fulfilled, "utf8")).toBe("cake-1\n");
    const { codes } = await paypay.ledger();
    expect(codes.filter(({ url }) => url === scanned)).toMatchObject([{ state: "paid" }]);
    expect(watch.complaints(), "what the page complained about").toEqual([]);
  });
}

test("quick-start: PayPay makes a code, and its answer is lost: the shopper sees that one code", async ({
  page,
  paypay,
}) => {
  const url = shops.find(({ name }) => name === "quick-start")?.url;
  const before = (await paypay.ledger()).codes.length;
  await paypay.loseReply("createCode");
  await page.goto(`${url}/checkout/cake-2`);
  await expect(page.locator("[data-slot=payment-status]")).toHaveAttribute("data-status", "payable");
  expect((await paypay.ledger()).codes).toHaveLength(before + 1);
});
