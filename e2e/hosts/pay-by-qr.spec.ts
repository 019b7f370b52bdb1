import { existsSync, readFileSync } from "node:fs";
import { openPhone } from "@kaikei/emulator/testing/playwright";
import { expect, test } from "@playwright/test";
import { createWatch } from "../fixtures/watch.ts";

interface RunningShop {
  name: string;
  url: string;
  /** The file that its `onPaid` writes the order into. */
  fulfilled: string;
}

const shops: RunningShop[] = JSON.parse(process.env.KAIKEI_HOSTS ?? "[]");

for (const { name, url, fulfilled } of shops) {
  test(`${name}: a shopper scans the QR, pays, sees it, and the shop is told once`, async ({
    page,
    context,
    browser,
  }) => {
    const watch = createWatch();
    watch.follow(context);
    const payment = page.locator("[data-slot=payment-status]");
    await page.goto(`${url}/checkout/cake-1`);
    await expect(payment).toHaveAttribute("data-status", "payable", { timeout: 60_000 });

    const shopper = await openPhone(browser);
    await shopper.scan(page);
    await shopper.pay();
    await expect(payment).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
    await expect.poll(() => existsSync(fulfilled) && readFileSync(fulfilled, "utf8")).toBe("cake-1\n");
    await shopper.close();
    expect(watch.complaints(), "what the page complained about").toEqual([]);
  });
}
