import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test.ts";

/**
 * From the page's first moment on, whatever moves up, down or by a visible part of the page without the shopper's doing.
 * Centred words that become other words begin elsewhere on their line, which Chromium counts as a trace of a shift; more
 * than a trace where they are many, but their element stays where and as it was.
 */
async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Reflect.set(window, "shifts", shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (Reflect.get(entry, "hadRecentInput")) continue;
        const value: number = Reflect.get(entry, "value");
        const sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] = Reflect.get(
          entry,
          "sources",
        );
        const stays = sources.every(
          ({ previousRect: was, currentRect: is }) =>
            was.y === is.y &&
            (value < 0.001 || (was.x === is.x && was.width === is.width && was.height === is.height)),
        );
        // Without a source nobody can say what stayed.
        if (stays && (value < 0.001 || sources.length > 0)) continue;
        const moved = sources.map(({ node }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          return element?.closest("[data-slot]")?.getAttribute("data-slot") ?? element?.tagName;
        });
        shifts.push(`${value} at ${Math.round(entry.startTime)} ms: ${moved.join(", ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate((): string[] => Reflect.get(window, "shifts"));
}

for (const language of ["en", "ja"] as const) {
  test.describe(language, () => {
    test.use({ language });

    test("nothing on the payment page moves by itself: while the code is made, while it waits, after a reload", async ({
      shop,
      page,
      wallet,
    }) => {
      const shifts = await watchShifts(page);
      // The order's page is loaded as by a link, and asks for its code from there.
      const kit = "**/api/kaikei/payments";
      await page.route(kit, () => {
        // Never answered.
      });
      await page.goto("/");
      await page.locator("form:has(input[name=product]) button").first().click();
      await expect(page.locator("[data-slot=cart-count]")).toHaveText("1");
      await page.locator("[data-slot=cart-link]").click();
      await page.locator("form:has(input[name=cart]) button").click();
      await page.waitForURL(/\/checkout\/[^/]+$/);
      await page.unroute(kit);

      await page.goto(page.url());
      const status = page.locator("[data-slot=payment-status]");
      await expect(status).toHaveAttribute("data-status", "payable", { timeout: 20_000 });
      await page.waitForTimeout(1500);
      expect(await shifts(), "from the first answer to the code").toEqual([]);

      await page.reload();
      await expect(status).toHaveAttribute("data-status", "payable");
      await page.waitForTimeout(1500);
      expect(await shifts(), "with the code in the server's page").toEqual([]);

      await wallet.scan(page);
      expect(await shifts(), "until it is paid").toEqual([]);
      await wallet.pay();
      await page.bringToFront();
      await shop.sees("completed");
    });
  });
}
