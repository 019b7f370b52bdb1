import { expect, test } from "../../fixtures/test.ts";

test("points come back on the third order, once", async ({ page, shop, customer, paypay }) => {
  await customer.signIn("Mio");
  await customer.linkWallet();
  const paid = async (cake: string) => {
    const order = await shop.order(cake);
    await customer.payWithOneTap();
    await shop.sees("completed");
    await expect(async () => {
      await page.goto(`/orders/${order}`);
      await expect(page.locator("[data-slot=order-state]").first()).toHaveAttribute("data-state", "paid");
    }).toPass({ timeout: 15_000 });
    return order;
  };
  for (let placed = await countPaid(page); placed < 2; placed += 1) {
    await paid(["Hojicha Pudding", "Baked Cheese Tart"][placed] ?? "");
  }
  const third = await paid("Gâteau au Chocolat");
  await expect(async () => {
    await page.goto(`/orders/${third}`);
    await expect(page.locator("[data-story=storyPoints]")).toContainText("¥64", { timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await paid("Uji Matcha Roll");
  const given = paypay.control.ledger().cashbacks.filter(({ amount }) => [52, 62, 64].includes(amount));
  expect(given).toMatchObject([{ amount: 64 }]);
});

/** Another story may have paid orders of hers. */
async function countPaid(page: import("@playwright/test").Page): Promise<number> {
  await page.goto("/orders");
  return page.locator("[data-slot=order-state][data-state=paid]").count();
}
