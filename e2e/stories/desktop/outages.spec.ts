import { expect, test } from "../../fixtures/test.ts";

test("the shop's server dies between QR and payment, and the open page still gets to know", async ({
  shop,
  storefront,
  wallet,
  watch,
}) => {
  watch.expect(
    /ERR_CONNECTION_REFUSED/,
    /ERR_CONNECTION_RESET/,
    /ERR_EMPTY_RESPONSE/,
    // The open stream was cut.
    /ERR_INCOMPLETE_CHUNKED_ENCODING/,
  );
  await shop.order();
  await shop.sees("payable");
  const address = await shop.scanQr();

  await storefront.stop("SIGKILL");
  await wallet.open(address);
  await wallet.pay();
  await storefront.start();

  await shop.sees("completed");
});

test("PayPay is down when the code is to be made: a clear message, and later a retry works", async ({
  shop,
  paypay,
  wallet,
  watch,
}) => {
  watch.expect(/\/api\/kaikei\/payments/, /Failed to load resource/);
  await paypay.stop();
  try {
    await shop.order();
    await shop.sees("error");
    await expect(shop.page.locator("[data-slot=status-text]")).toContainText(
      "PayPay is hard to reach right now.",
    );
  } finally {
    await paypay.start();
  }

  await shop.page.getByRole("button", { name: "Try again" }).click();
  await shop.sees("payable");
  await wallet.open(await shop.scanQr());
  await wallet.pay();
  await shop.sees("completed");
});
