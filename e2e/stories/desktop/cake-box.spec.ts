import { expect, test } from "../../fixtures/test.ts";

test("the billing job charges her month by month without her; declined, it says what to do and goes on later", async ({
  page,
  customer,
  paypay,
}) => {
  await customer.signIn("Mio");
  await customer.linkWallet();
  await page.goto("/box");
  await page.getByRole("button", { name: "Start the monthly box" }).click();
  const bill = page.locator("[data-slot=run-billing]");
  const states = page.locator("[data-slot=box] [data-slot=order-state]");
  await bill.click();
  await expect(states).toHaveCount(1);
  await expect(states.first()).toHaveAttribute("data-state", "paid");

  paypay.control.setCustomer({ customer: "hanako", balance: 100 });
  await bill.click();
  await expect(states).toHaveCount(2);
  await expect(page.getByText("there is too little money")).toBeVisible();
  await expect(page.getByText("worth another try in a day")).toBeVisible();

  paypay.control.setCustomer({ customer: "hanako", balance: 50_000 });
  await bill.click();
  await expect(states.first()).toHaveAttribute("data-state", "paid");
  await expect(states).toHaveCount(2);
  const boxes = paypay.control.ledger().payments.filter(({ captured }) => captured === 3_000);
  expect(boxes, "one charge for each month").toHaveLength(2);
  await page.getByRole("button", { name: "Stop the monthly box" }).click();
  await expect(page.getByRole("button", { name: "Start the monthly box" })).toBeVisible();
});
