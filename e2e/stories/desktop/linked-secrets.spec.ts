import { join } from "node:path";
import { inWorkspace } from "../../../scripts/workspace.ts";
import { filesWith } from "../../fixtures/files-with.ts";
import { expect, test } from "../../fixtures/test.ts";

test("what her account is charged with reaches no browser, no log and no file, not even the database's", async ({
  page,
  shop,
  customer,
  storefront,
  paypay,
}) => {
  const seen: Promise<string>[] = [];
  page.on("response", (response) => {
    const body = response.text().catch((error: Error) => error.message);
    seen.push(body.then((text) => `${response.url()} ${JSON.stringify(response.headers())} ${text}`));
  });
  await customer.signIn("Ren");
  await customer.linkWallet();
  const order = await shop.order("Baked Cheese Tart");
  await customer.payWithOneTap();
  await shop.sees("completed");
  await page.goto(`/orders/${order}`);
  // A charge that is refused speaks of her account too.
  paypay.control.setCustomer({ customer: "hanako", balance: 0 });
  await shop.order("Hojicha Pudding");
  await customer.payWithOneTap();
  await shop.sees("failed");

  const authorizations = paypay.control
    .authorizations()
    .map(({ userAuthorizationId }) => userAuthorizationId);
  expect(authorizations.length).toBeGreaterThan(0);
  const written = [...(await Promise.all(seen)), storefront.log(), await page.content()].join("\n");
  expect(written, "the search reads what it should").toContain("insufficient_funds");
  const charged = paypay.control.calls.list().filter(({ path }) => path === "/v2/payments");
  expect(charged, "and both charges were made").toHaveLength(2);
  for (const authorization of authorizations) {
    expect(written).not.toContain(authorization);
    expect(await filesWith(authorization, storefront.databaseFolder)).toEqual([]);
    expect(await filesWith(authorization, join(inWorkspace("apps", "demo", ".next"), "static"))).toEqual([]);
  }
});
