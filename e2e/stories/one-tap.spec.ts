import { unlink } from "../fixtures/customer.ts";
import { expect, test } from "../fixtures/test.ts";

test("she links her wallet, pays with one tap, and ends the link", async ({
  page,
  shop,
  customer,
  paypay,
}) => {
  await customer.signIn("Aoi");
  await customer.linkWallet();

  const order = await shop.order();
  await customer.payWithOneTap();
  await shop.sees("completed");
  expect(await customer.story(order)).toEqual(["storyPlaced", "storyPaidByAccount"]);
  const charges = paypay.control.calls.list().filter(({ path }) => path === "/v2/payments");
  expect(charges).toHaveLength(1);

  await page.goto("/account");
  await unlink(page);
  await expect(customer.account.getByRole("button", { name: "Link again" })).toBeVisible();
});
