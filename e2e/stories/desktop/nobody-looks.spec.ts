import { shopIn } from "../../fixtures/shop.ts";
import { expect, test } from "../../fixtures/test.ts";

for (const webhook of ["arrives", "is lost"]) {
  test(`she closes the tab, pays later and finds her order paid; the webhook ${webhook}`, async ({
    shop,
    context,
    wallet,
    paypay,
  }) => {
    if (webhook === "is lost") paypay.control.webhookFaults.add({ kind: "drop" });
    const order = await shop.order();
    await shop.sees("payable");
    const address = await shop.scanQr();
    await shop.page.close();

    await wallet.open(address);
    await wallet.pay();

    const later = shopIn(await context.newPage());
    await expect(async () => {
      await expect(await later.inHistory(order)).toContainText("Paid");
    }).toPass({ timeout: 30_000 });
  });
}

test("without any webhook the open page finds out by asking", async ({ shop, wallet, paypay }) => {
  paypay.control.webhookFaults.add({ kind: "drop" });
  await shop.order();
  await shop.sees("payable");
  await wallet.open(await shop.scanQr());
  await wallet.pay();
  await shop.sees("completed");
});
