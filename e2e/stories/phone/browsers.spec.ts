import { browsersOfThePage } from "../../fixtures/browsers.ts";
import { expect, test } from "../../fixtures/test.ts";

test("each browser of the phones page gets what the page says, and its tap is a plain link", async ({
  shop,
  page,
  browser,
  watch,
}) => {
  test.setTimeout(180_000);
  await shop.order();
  await shop.sees("payable");
  const storageState = await page.context().storageState();
  const browsers = browsersOfThePage();
  expect(browsers.length).toBeGreaterThanOrEqual(10);

  for (const { name, first, userAgent } of browsers) {
    await test.step(name, async () => {
      const context = await browser.newContext({ storageState, userAgent, isMobile: first === "button" });
      watch.follow(context);
      const opened: string[] = [];
      await context.exposeFunction("windowWasOpened", (address: string) => opened.push(address));
      await context.addInitScript("window.open = (address) => (windowWasOpened(String(address)), null)");
      const visit = await context.newPage();
      await visit.goto(page.url());

      const link = visit.locator("[data-slot=open-app-link]");
      await expect(link).toHaveAttribute("data-emphasis", first === "button" ? "primary" : "secondary");
      await expect(visit.locator("[data-slot=qr-code]")).toBeVisible({ visible: first === "code" });
      await expect(link).not.toHaveAttribute("target");

      const address = await link.getAttribute("href");
      expect(address).toMatch(/^https?:/);
      await link.click();
      await expect(visit).toHaveURL(address ?? "");
      expect(opened).toEqual([]);
      await context.close();
    });
  }
});
