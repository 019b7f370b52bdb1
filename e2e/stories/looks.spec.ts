import { expectAccessible } from "../fixtures/accessibility.ts";
import { expect, test } from "../fixtures/test.ts";

for (const language of ["ja", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    // No rule of axe looks at a language and a theme together: each of them is asked about once.
    const asksAxe = (language === "ja") === (theme === "light");
    test.describe(`in ${language}, ${theme}`, () => {
      test.use({ language, colorScheme: theme });

      test(`every page ${asksAxe ? "is accessible and " : ""}stays within the screen`, async ({
        page,
        paypay,
        wallet,
      }, testInfo) => {
        const picture = async (name: string) => {
          if (asksAxe) await expectAccessible(page);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow, `pixels beyond the right edge of ${page.url()}`).toBeLessThanOrEqual(0);
          await page.screenshot({ path: testInfo.outputPath(`${name}.png`), fullPage: true });
        };

        await page.goto("/");
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await picture("shop");
        await page.goto("/orders");
        await picture("no-orders");
        await page.goto("/cart");
        await picture("empty-cart");
        for (const special of ["account", "wedding", "box"]) {
          await page.goto(`/${special}`);
          await picture(special);
        }

        await page.goto("/");
        await page.locator("[data-product=mont-blanc]").getByRole("button").click();
        await expect(page.locator("[data-slot=cart-count]")).toHaveText("1");
        await page.goto("/cart");
        await picture("cart");
        await page.locator("form").last().getByRole("button").last().click();
        await page.waitForURL(/\/checkout\//);
        const payment = page.locator("[data-slot=payment-status]");
        await expect(payment).toHaveAttribute("data-status", "payable");
        await picture("checkout");

        const code = paypay.control.ledger().codes.findLast(({ state }) => state === "open");
        await wallet.open(code?.url ?? "");
        if (asksAxe) await expectAccessible(wallet.page);
        await wallet.page.screenshot({ path: testInfo.outputPath("wallet.png"), fullPage: true });
        await wallet.pay();
        if (asksAxe) await expectAccessible(wallet.page);
        await expect(payment).toHaveAttribute("data-status", "completed", { timeout: 20_000 });
        await picture("paid");
        await page.goto("/orders");
        await picture("orders");
        await page.locator("[data-slot=order] a").first().click();
        await page.waitForURL(/\/orders\/.+/);
        await picture("order");
      });
    });
  }
}
