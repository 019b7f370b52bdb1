import { expect, test } from "../../fixtures/test.ts";

test("the bill comes to her wallet, and she pays it when she likes", async ({
  page,
  shop,
  customer,
  wallet,
  paypay,
}) => {
  await customer.signIn("Aoi");
  await customer.linkWallet();
  const order = await shop.order("Yuzu Meringue Tart");
  await page.getByRole("button", { name: "Send me the bill in PayPay" }).click();
  await page.waitForURL(/\/orders\/[^/]+$/);
  await shop.sees("requested");

  await wallet.open(paypay.url);
  await wallet.page.locator("[data-slot=requests] a").first().click();
  await wallet.page.getByRole("button", { name: /¥700/ }).click();
  await shop.sees("completed");
  await expect(page.locator("[data-slot=order-state]").first()).toHaveAttribute("data-state", "paid");
  expect(await customer.story(order)).toEqual(["storyPlaced", "storyAsked", "storyPaidByRequest"]);
});
