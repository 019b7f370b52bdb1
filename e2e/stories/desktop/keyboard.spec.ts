import type { Page } from "@playwright/test";
import { openGallery } from "../../fixtures/gallery.ts";
import { focused, listen, standBefore, tabThrough, tabTo } from "../../fixtures/keyboard.ts";
import { expect, test } from "../../fixtures/test.ts";

const card = "[data-slot=stage] .kaikei";

test("a payment is given up and begun again by the keyboard alone, and the focus goes to each result", async ({
  page,
}) => {
  await openGallery(page, "paypay-qr");
  expect(await tabThrough(page)).toEqual(["open-app-link", "cancel-button"]);

  await standBefore(page);
  await tabTo(page, "cancel-button");
  const said = await listen(page);
  await page.keyboard.press("Enter");
  await expect(page.locator(card)).toHaveAttribute("data-status", "canceled");
  await expect(page.locator("[data-slot=status-title]")).toBeFocused();
  expect((await focused(page))?.ring).toBeGreaterThanOrEqual(2);

  await tabTo(page, "retry-button");
  await page.keyboard.press("Space");
  await expect(page.locator(card)).toHaveAttribute("data-status", "payable");
  await expect(page.locator("[data-slot=status-title]")).toBeFocused();
  const words = await said();
  expect(words).toEqual(expect.arrayContaining(["Payment canceled", "Waiting for your payment"]));
  expect(words, "nothing is said twice").toEqual([...new Set(words)]);
});

test("when it is paid, the focus goes to the result of who was in the card, and stays with who was not", async ({
  page,
}) => {
  await page.clock.install();
  for (const inside of [true, false]) {
    await openGallery(page, "paypay-qr?sequel=completed");
    await standBefore(page);
    if (inside) await tabTo(page, "cancel-button");
    await standStill(page);
    const said = await listen(page);
    await page.clock.runFor(8_000);
    await expect(page.locator(card)).toHaveAttribute("data-status", "completed");
    const title = page.getByRole("heading", { name: "Payment complete" });
    if (inside) await expect(title).toBeFocused();
    else await expect(page.locator("nav[aria-label=States] a").last()).toBeFocused();
    expect(await said()).toEqual(["Payment complete"]);
  }
});

test("the time that is left is said at five minutes, at one and at half a minute, and at no other time", async ({
  page,
}) => {
  await page.clock.install();
  await openGallery(page, "paypay-qr?state=payable-six-minutes");
  await standStill(page);
  const said = await listen(page);
  const warnings = ["Five minutes left.", "One minute left.", "30 seconds left."];
  // Until a moment before and a moment after each of them; loading the page has taken some seconds.
  for (const [seconds, heard] of [
    [45, 0],
    [16, 1],
    [220, 1],
    [21, 2],
    [15, 2],
    [15, 3],
  ] as const) {
    await page.clock.runFor(seconds * 1000);
    expect(await said()).toEqual(warnings.slice(0, heard));
  }
  await page.clock.runFor(40_000);
  await expect(page.locator(card)).toHaveAttribute("data-status", "expired");
  expect((await said()).at(-1)).toBe("The QR code has expired");
});

/** From now on time passes only when the story says so. */
async function standStill(page: Page): Promise<void> {
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 500));
}

test("on a phone the app comes first, and the code for another one opens by Enter", async ({ page }) => {
  await openGallery(page, "paypay-qr?device=phone");
  expect(await tabThrough(page)).toEqual(["open-app-link", "summary", "cancel-button"]);
  await standBefore(page);
  await tabTo(page, "summary");
  const code = page.getByRole("img", { name: "QR code to pay ¥1,200 with PayPay" });
  await expect(code).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(code).toBeVisible();
  await page.keyboard.press("Space");
  await expect(code).toBeHidden();
});

test("an account is unlinked after a question, which Escape takes back", async ({ page }) => {
  await openGallery(page, "link-account-button?state=linked");
  await standBefore(page);
  await tabTo(page, "unlink-button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Keep it linked" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-slot=unlink-button]")).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator(card)).toHaveAttribute("data-status", "ended");
  await expect(page.locator("[data-slot=status-title]")).toBeFocused();
});

test("what is read aloud: a region with a name, one heading, a code and controls that say what they are for", async ({
  page,
}) => {
  await openGallery(page, "paypay-qr");
  await expect(page.locator(card)).toMatchAriaSnapshot(`
    - region "Pay with PayPay":
      - paragraph: /Test payment/
      - paragraph:
        - text: Amount
        - strong: ¥1,200
      - heading "Waiting for your payment" [level=2]
      - paragraph: Scan the QR code with the PayPay app.
      - img "QR code to pay ¥1,200 with PayPay"
      - timer: /Code valid for \\d:\\d\\d/
      - link "Open the payment page on this device"
      - button "Cancel payment"
      - status
  `);
  await openGallery(page, "paypay-button?state=declined-similar");
  await expect(page.locator(card)).toMatchAriaSnapshot(`
    - region "Pay with PayPay":
      - paragraph: /Test payment/
      - paragraph:
        - text: Amount
        - strong: ¥1,200
      - heading "You have just paid the same amount" [level=2]
      - paragraph: /you have not been charged again/
      - button "Pay again"
      - button "Do not pay"
      - status: /You have just paid the same amount/
  `);
  await openGallery(page, "payment-receipt");
  await expect(page.getByRole("region", { name: "Receipt" })).toMatchAriaSnapshot(`
    - term: Order
    - definition: order-1
    - term: Paid on
    - definition: /2027/
  `);
});
