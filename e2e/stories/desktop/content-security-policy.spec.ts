import type { BrowserContext } from "@playwright/test";
import { expect, test } from "../../fixtures/test.ts";

/** What the pages of a context did against their policy, as the browser reports it to them. */
async function followViolations(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeFunction("tellOfViolation", (violation: string) => violations.push(violation));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
      const where = `${location.pathname}: ${sourceFile}:${lineNumber}`;
      const told = `${effectiveDirective} ${blockedURI} ${sample} (${where})`;
      Reflect.get(window, "tellOfViolation")(told);
    });
  });
  return violations;
}

test("under a strict policy no page does what it forbids: payment, account, orders, gallery, and what is not there", async ({
  shop,
  customer,
  context,
  wallet,
  watch,
}) => {
  const violations = await followViolations(context);
  const { page } = shop;
  const answer = await page.goto("/");
  const policy = (await answer?.headerValue("content-security-policy")) ?? "";
  expect(policy).toMatch(/(^|; )script-src 'nonce-[\w-]+' 'strict-dynamic';/);
  expect(policy).toMatch(/; style-src 'self';/);
  expect(policy).not.toContain("unsafe");

  await shop.order();
  await shop.sees("payable");
  await page.reload();
  await shop.sees("payable");
  await wallet.scan(page);
  await wallet.pay();
  await page.bringToFront();
  await shop.sees("completed");
  await page.goto("/orders");
  await page.locator("[data-slot=order] a").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Thank you" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Thank you" })).toBeVisible();
  await customer.signIn("Ren");
  await page.goto("/gallery");
  await page.waitForLoadState("networkidle");

  watch.expect(/404/);
  for (const path of ["/nowhere", "/orders/not-hers", "/checkout/not-hers"]) {
    await page.goto(path);
    await expect(page.locator(".empty-state")).toBeVisible();
  }
  expect(violations).toEqual([]);

  // The ear hears: a style attribute is what a page is most likely to slip in.
  await page.evaluate(() => document.body.setAttribute("style", "color: red"));
  await expect.poll(() => violations.length).toBe(1);
  watch.expect(/inline style/);
});
