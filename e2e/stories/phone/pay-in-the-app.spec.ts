import { expect, test } from "../../fixtures/test.ts";
import { walletIn } from "../../fixtures/wallet.ts";

test("a shopper on her phone pays in the app and comes back to a paid order", async ({ shop, page }) => {
  const order = await shop.order();
  await shop.sees("payable");
  await shop.payInApp();

  const wallet = walletIn(page);
  await wallet.pay();
  await wallet.backToShop();

  await expect(page).toHaveURL(new RegExp(`/orders/${order}$`));
  await shop.sees("completed");
  await expect(await shop.inHistory(order)).toContainText("Paid");
});

test("whoever comes back in another browser sees the payment, and nothing of the order", async ({
  shop,
  wallet,
}) => {
  await shop.order("Mont Blanc");
  await shop.sees("payable");
  await wallet.open(await shop.scanQr());
  await wallet.pay();
  await wallet.backToShop();

  const elsewhere = wallet.page;
  await expect(elsewhere.locator("[data-slot=payment-status]")).toHaveAttribute("data-status", "completed");
  await expect(elsewhere.getByText("Mont Blanc")).toHaveCount(0);
  expect(elsewhere.url(), "the capability is taken out of the address").not.toContain("kaikei_token");
});
