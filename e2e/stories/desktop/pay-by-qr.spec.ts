import { expect, test } from "../../fixtures/test.ts";

test("a shopper at her desk scans the QR, pays on her phone, and the shop knows", async ({
  shop,
  wallet,
  paypay,
}) => {
  const order = await shop.order();
  await shop.sees("payable");

  const address = await shop.scanQr();
  const code = paypay.control.ledger().codes.find(({ url }) => url === address);
  expect(code, "the ledger knows the code that the camera read").toMatchObject({ state: "open" });

  await wallet.open(address);
  await wallet.pay();
  await shop.sees("completed");

  await expect(await shop.inHistory(order)).toContainText("Paid");
});
