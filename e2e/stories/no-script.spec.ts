import { expect, test } from "../fixtures/test.ts";

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false });
  // So Chromium names a script that it was told not to run.
  test.beforeEach(({ watch }) => watch.expect(/^request: csp GET .*[/]_next[/]static[/]chunks[/]/));

  test("she buys, starts the payment by a form, gets one code, pays and sees it; reloading makes no second code", async ({
    page,
    paypay,
    wallet,
  }) => {
    const codes = () => paypay.control.ledger().codes.length;
    const before = codes();
    await page.goto("/");
    await page.getByRole("button", { name: "Add to cart: Strawberry Shortcake" }).click();
    await page.goto("/cart");
    await page.getByRole("button", { name: "Place order and pay" }).click();
    await page.waitForURL(/\/checkout\/[^/]+$/);
    const checkout = page.url();

    // Looking at the page makes nothing.
    await page.reload();
    expect(codes()).toBe(before);
    await expect(page.locator("[data-slot=paypay-qr]"), "what waits for a script").toBeHidden();

    await page.locator("[data-slot=pay-form]").getByRole("button", { name: "Pay with PayPay" }).click();
    const payment = page.locator("[data-slot=payment-status]");
    await expect(payment).toHaveAttribute("data-status", "payable");
    expect(page.url(), "a GET, so that reloading sends no form again").toBe(checkout);
    await expect(page.locator("[data-slot=amount-value]")).toHaveText("¥680");
    await expect(page.locator(".kaikei button:visible"), "buttons that need a script").toHaveCount(0);
    expect(codes()).toBe(before + 1);

    await page.reload();
    await expect(payment).toHaveAttribute("data-status", "payable");
    expect(codes()).toBe(before + 1);

    const link = page.locator("[data-slot=open-app-link]");
    const address = await wallet.scan(page);
    await expect(link, "the code in the pixels and the link are one").toHaveAttribute("href", address);
    await wallet.pay();
    await expect(async () => {
      const again = page.getByRole("link", { name: "I have paid: check again" });
      if (await again.isVisible()) await again.click();
      await expect(page.getByRole("heading", { level: 1, name: "Thank you" })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 20_000 });
    await expect(payment).toHaveAttribute("data-status", "completed");
    expect(codes()).toBe(before + 1);
  });

  test("while PayPay is busy the form says so, and works when it is back", async ({ page, paypay }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Add to cart: Strawberry Shortcake" }).click();
    await page.goto("/cart");
    await page.getByRole("button", { name: "Place order and pay" }).click();
    await page.waitForURL(/\/checkout\/[^/]+$/);
    paypay.control.faults.add({ kind: "rate_limit", match: { method: "POST", path: "/v2/codes" }, times: 1 });
    const form = page.locator("[data-slot=pay-form]");
    await form.getByRole("button").click();
    await expect(form.getByRole("alert")).toContainText("You will not be charged twice");
    paypay.control.faults.clear();
    await expect(async () => {
      await form.getByRole("button").click();
      const payment = page.locator("[data-slot=payment-status]");
      await expect(payment).toHaveAttribute("data-status", "payable", { timeout: 500 });
    }).toPass({ timeout: 20_000 });
  });
});

test("with scripts the code of an order is in the page that the server sends, and the page takes it over", async ({
  shop,
  paypay,
  request,
}) => {
  const before = paypay.control.ledger().codes.length;
  await shop.order();
  await shop.sees("payable");
  const address = await shop.scanQr();
  const cookie = (await shop.page.context().cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const html = await (await request.get(shop.page.url(), { headers: { cookie } })).text();
  expect(html).toContain(`href="${address}"`);
  expect(html).toMatch(/<svg[^>]*role="img"/);
  await shop.page.reload();
  await shop.sees("payable");
  expect(await shop.scanQr()).toBe(address);
  expect(paypay.control.ledger().codes).toHaveLength(before + 1);
});
