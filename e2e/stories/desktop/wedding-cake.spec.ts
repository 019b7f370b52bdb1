import type { RunningPayPay } from "@kaikei/emulator/testing";
import type { Page } from "@playwright/test";
import type { Shop } from "../../fixtures/shop.ts";
import { expect, test } from "../../fixtures/test.ts";
import type { Wallet } from "../../fixtures/wallet.ts";

async function reserve(page: Page): Promise<string> {
  await page.goto("/wedding");
  await page.getByRole("button", { name: "Reserve and choose how to pay" }).click();
  await page.waitForURL(/\/checkout\/[^/]+$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

async function holdByCode({ shop, wallet, paypay }: { shop: Shop; wallet: Wallet; paypay: RunningPayPay }) {
  await shop.sees("payable");
  const code = paypay.control.ledger().codes.findLast(({ state }) => state === "open");
  await wallet.open(code?.url ?? "");
  await wallet.pay();
  await shop.sees("authorized");
}

function balanceOf(paypay: RunningPayPay): number | undefined {
  return paypay.control.ledger().customers.find(({ id }) => id === "hanako")?.balance;
}

test("the deposit is held by a code; a smaller cake is delivered, and only that is taken", async ({
  page,
  shop,
  customer,
  wallet,
  paypay,
}) => {
  const order = await reserve(page);
  await holdByCode({ shop, wallet, paypay });

  await page.goto(`/orders/${order}`);
  await expect(page.locator("[data-slot=order-state]").first()).toHaveAttribute("data-state", "held");
  await page.locator("[data-deliver=deliverSmaller]").click();
  await expect(page.locator("[data-slot=order-state]").first()).toHaveAttribute("data-state", "paid");
  expect(await customer.story(order)).toEqual(["storyPlaced", "storyHeld", "storyCaptured"]);
  await expect(page.locator("[data-story=storyCaptured]")).toContainText("¥26,000");
  await expect(page.locator("[data-slot=amount-value]").first()).toHaveText("¥26,000");
  expect(balanceOf(paypay)).toBe(50_000 - 26_000);
});

test("one more tier: she approves the higher amount in her wallet, and then it is taken", async ({
  page,
  shop,
  customer,
  wallet,
  paypay,
}) => {
  await customer.signIn("Ren");
  await customer.linkWallet();
  const order = await reserve(page);
  await customer.payWithOneTap();
  await shop.sees("authorized");

  await page.goto(`/orders/${order}`);
  await page.locator("[data-deliver=deliverLarger]").click();
  await shop.sees("approving");
  await expect(page.locator("[data-story=storyAwaitsApproval]")).toBeVisible();
  const address = await page.getByRole("link", { name: "Approve in PayPay" }).getAttribute("href");
  await wallet.open(address ?? "");
  await wallet.page.getByRole("button", { name: /¥36,000/ }).click();
  await expect(async () => {
    expect(await customer.story(order)).toContain("storyCaptured");
  }).toPass({ timeout: 30_000 });
  await expect(page.locator("[data-story=storyCaptured]")).toContainText("¥36,000");
  await expect(page.locator("[data-slot=amount-value]").first()).toHaveText("¥36,000");
  expect(balanceOf(paypay)).toBe(50_000 - 36_000);
});

test("called off: the deposit goes back, and nothing was taken", async ({
  page,
  shop,
  wallet,
  paypay,
  customer,
}) => {
  const order = await reserve(page);
  await holdByCode({ shop, wallet, paypay });
  await page.goto(`/orders/${order}`);
  await page.locator("[data-deliver=release]").click();
  await expect(page.locator("[data-slot=order-state]").first()).toHaveAttribute("data-state", "released");
  expect(await customer.story(order)).toEqual(["storyPlaced", "storyHeld", "storyReleased"]);
  expect(balanceOf(paypay)).toBe(50_000);
});
