import { expect, test } from "../../fixtures/test.ts";

test("she declines, thinks again, and pays the same code", async ({ shop, wallet, paypay }) => {
  await shop.order();
  await shop.sees("payable");
  const address = await shop.scanQr();
  const codes = paypay.control.ledger().codes.length;

  await wallet.open(address);
  await wallet.decline();
  await shop.sees("payable");
  expect(paypay.control.ledger().codes).toHaveLength(codes);

  await wallet.pay();
  await shop.sees("completed");
});

test("her wallet holds too little: she tops it up and pays", async ({ shop, wallet }) => {
  await shop.order();
  await shop.sees("payable");
  await wallet.open(await shop.scanQr());
  await wallet.becomes("yuki");
  await expect(wallet.page.getByText("Not enough money")).toBeVisible();

  await wallet.topUp();
  await wallet.pay();
  await shop.sees("completed");
});
