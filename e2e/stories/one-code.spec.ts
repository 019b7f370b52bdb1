import { shopIn } from "../fixtures/shop.ts";
import { expect, test } from "../fixtures/test.ts";

test("reload, a second tab, back and forward: the order has one code", async ({ shop, context, paypay }) => {
  const before = paypay.control.ledger().codes.length;
  const order = await shop.order();
  await shop.sees("payable");
  const address = await shop.scanQr();

  await shop.page.reload();
  await shop.sees("payable");
  expect(await shop.scanQr()).toBe(address);

  const secondTab = shopIn(await context.newPage());
  await secondTab.page.goto(`/checkout/${order}`);
  await secondTab.sees("payable");
  expect(await secondTab.scanQr()).toBe(address);

  await shop.page.goto("/orders");
  await shop.page.goBack();
  await shop.sees("payable");
  expect(await shop.scanQr()).toBe(address);

  expect(paypay.control.ledger().codes).toHaveLength(before + 1);
});

test("both tabs see that it is paid", async ({ shop, context, wallet }) => {
  const order = await shop.order();
  await shop.sees("payable");
  const secondTab = shopIn(await context.newPage());
  await secondTab.page.goto(`/checkout/${order}`);
  await secondTab.sees("payable");

  await wallet.open(await shop.scanQr());
  await wallet.pay();
  await shop.page.bringToFront();
  await shop.sees("completed");
  await secondTab.page.bringToFront();
  await secondTab.sees("completed");
});
