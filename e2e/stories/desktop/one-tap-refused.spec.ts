import { expect, test } from "../../fixtures/test.ts";

test("too little money: the button says so, and the code still pays", async ({
  page,
  shop,
  customer,
  paypay,
  wallet,
}) => {
  await customer.signIn("Aoi");
  await customer.linkWallet();
  paypay.control.setCustomer({ customer: "hanako", balance: 10 });

  const order = await shop.order("Fruit Roll");
  await customer.payWithOneTap();
  await expect(page.locator("[data-slot=status-text]", { hasText: "balance is too low" })).toBeVisible();
  await page.getByRole("button", { name: "Pay with a QR code" }).click();
  await shop.sees("payable");
  paypay.control.setCustomer({ customer: "hanako", balance: 50_000 });
  const code = paypay.control.ledger().codes.findLast(({ state }) => state === "open");
  await wallet.open(code?.url ?? "");
  await wallet.pay();
  await shop.sees("completed");
  expect(await customer.story(order)).toEqual(["storyPlaced", "storyDeclined", "storyPaid"]);
});

test("the same amount again within minutes: she is asked, and it is her word that counts", async ({
  page,
  shop,
  customer,
}) => {
  await customer.signIn("Aoi");
  await customer.linkWallet();
  await shop.order("Mont Blanc");
  await customer.payWithOneTap();
  await shop.sees("completed");

  const order = await shop.order("Mont Blanc");
  await customer.payWithOneTap();
  await expect(page.getByRole("heading", { name: "You have just paid the same amount" })).toBeVisible();
  await page.getByRole("button", { name: "Pay again" }).click();
  await shop.sees("completed");
  expect(await customer.story(order)).toContain("storyPaidByAccount");
});
