import { expect, test } from "../../fixtures/test.ts";

// The demo's prices stand still: the page is made to remember an older one, as one that was open while the price changed.

test("a page that shows an old price makes no code, says so, and shows the new one when it is loaded anew", async ({
  page,
  shop,
  paypay,
  watch,
}) => {
  watch.expect(/409 POST .*[/]payments|status of 409/);
  const before = paypay.control.ledger().codes.length;
  await page.route(
    "**/api/kaikei/payments",
    (route) => {
      const asked = route.request().postDataJSON();
      expect(asked.expected, "what the page shows").toEqual({ value: 680, currency: "JPY" });
      return route.continue({ postData: { ...asked, expected: { value: 580, currency: "JPY" } } });
    },
    { times: 1 },
  );
  await shop.order();
  await shop.sees("error");
  await expect(shop.payment).toContainText("The price has changed");
  expect(paypay.control.ledger().codes).toHaveLength(before);

  await page.getByRole("button", { name: "Reload the page" }).click();
  await shop.sees("payable");
  await expect(page.locator("[data-slot=amount-value]")).toHaveText("¥680");
  expect(paypay.control.ledger().codes).toHaveLength(before + 1);
});

test.describe("with scripts off", () => {
  test.use({ javaScriptEnabled: false });
  test.beforeEach(({ watch }) => watch.expect(/^request: csp GET .*[/]_next[/]static[/]chunks[/]/));

  test("the form of a page that shows an old price makes no code and says so; the page that comes back shows the new one", async ({
    page,
    paypay,
  }) => {
    const before = paypay.control.ledger().codes.length;
    await page.goto("/");
    await page.getByRole("button", { name: "Add to cart: Strawberry Shortcake" }).click();
    await page.goto("/cart");
    await page.getByRole("button", { name: "Place order and pay" }).click();
    await page.waitForURL(/\/checkout\/[^/]+$/);
    await page.route(
      page.url(),
      async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace(
          'name="amount" value="680"',
          'name="amount" value="580"',
        );
        await route.fulfill({ response, body });
      },
      { times: 1 },
    );
    await page.reload();
    const form = page.locator("[data-slot=pay-form]");
    await form.getByRole("button").click();
    await expect(form.getByRole("alert")).toContainText("The price has changed");
    expect(paypay.control.ledger().codes).toHaveLength(before);
    await form.getByRole("button").click();
    await expect(page.locator("[data-slot=payment-status]")).toHaveAttribute("data-status", "payable");
    expect(paypay.control.ledger().codes).toHaveLength(before + 1);
  });
});
