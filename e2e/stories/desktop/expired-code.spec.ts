import { expect, test } from "../../fixtures/test.ts";

test.use({ codeLifeSeconds: 15 });

test("the code runs out unpaid: one tap brings a new one, and only that can be paid", async ({
  shop,
  wallet,
}) => {
  await shop.order();
  await shop.sees("payable");
  const first = await shop.scanQr();

  await shop.sees("expired");
  await wallet.page.goto(first);
  // Expired at PayPay's clock, or withdrawn by the shop to be sure: nobody can pay it.
  await expect(
    wallet.page.getByRole("heading", { name: /^(The code has expired|This code cannot be paid)$/ }),
  ).toBeVisible();

  await shop.page.getByRole("button", { name: "Show a new QR code" }).click();
  await expect(shop.payment).toHaveAttribute("data-status", "payable");
  const second = await shop.scanQr();
  expect(second).not.toBe(first);

  await wallet.page.goto(second);
  await wallet.pay();
  await shop.sees("completed");
});

// The wallet answers 410 for a code that has ended.
test.beforeEach(({ watch }) => watch.expect(/410/));
