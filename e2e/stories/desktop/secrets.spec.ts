import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { trialMerchant } from "@kaikei/emulator";
import { inWorkspace } from "../../../scripts/workspace.ts";
import { filesWith } from "../../fixtures/files-with.ts";
import { expect, test } from "../../fixtures/test.ts";

test("no secret reaches a browser, a log or a file of the build; the same search finds each where it belongs", async ({
  shop,
  storefront,
  wallet,
  paypay,
  watch,
}) => {
  watch.expect(/\/api\/kaikei\/payments/, /Failed to load resource/);
  const answers: Promise<string>[] = [];
  shop.page.on("response", (response) => {
    const body = response.text().catch((error: Error) => error.message);
    answers.push(body.then((text) => JSON.stringify(response.headers()) + text));
  });

  // An error that reaches the browser; a rate limit that is over in a moment does not.
  await paypay.stop();
  let order: string;
  try {
    order = await shop.order();
    await shop.sees("error");
  } finally {
    await paypay.start();
  }
  await shop.page.getByRole("button", { name: "Try again" }).click();
  await shop.sees("payable");
  await wallet.open(await shop.scanQr());
  await wallet.pay();
  await shop.sees("completed");
  await shop.page.goto(`/orders/${order}`);
  await expect(shop.page.locator("[data-slot=order-state]").first()).toHaveAttribute("data-state", "paid");

  const signing = await readFile(join(storefront.databaseFolder, "secret"), "utf8");
  const written = [...(await Promise.all(answers)), storefront.log(), await shop.page.content()].join("\n");
  expect(written, "the search reads what it should").toContain("provider_unreachable");
  for (const secret of [signing, trialMerchant.apiSecret]) expect(written).not.toContain(secret);

  const build = inWorkspace("apps", "demo", ".next");
  expect(await filesWith(signing, build)).toEqual([]);
  expect(await filesWith(signing, storefront.databaseFolder)).toEqual(["secret"]);
  expect(await filesWith(trialMerchant.apiSecret, join(build, "static"))).toEqual([]);
  expect(await filesWith(trialMerchant.apiSecret, join(build, "server"))).not.toEqual([]);
});
