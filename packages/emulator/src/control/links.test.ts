import { expect, test } from "vitest";
import { openShop } from "../testing/shop.ts";

function openControl() {
  const shop = openShop({ control: true });
  const ask = async (method: string, path: string, body?: object) => {
    const request = new Request(`http://127.0.0.1:4010/_control${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const response = await shop.emulator.fetch(request);
    return { status: response.status, body: await response.json() };
  };
  return { shop, ask };
}

test("a customer links her account over HTTP, and her link is listed, prolonged and ended", async () => {
  const { shop, ask } = openControl();
  const { data } = await shop.openSession();
  const linked = await ask("POST", "/link", { url: data.linkQRCodeURL, customer: "taro", answer: "accept" });
  expect(linked).toEqual({
    status: 200,
    body: { returnTo: expect.stringContaining("https://shop.example/linked?step=2&apiKey=") },
  });
  const active = { customerId: "taro", status: "ACTIVE", referenceIds: ["customer-42"], endedBy: null };
  expect((await ask("GET", "/authorizations")).body).toMatchObject({ authorizations: [active] });
  expect((await ask("GET", "/ledger")).body).toMatchObject({ authorizations: [active] });
  for (const [change, status] of [
    ["extend", "ACTIVE"],
    ["revoke", "INACTIVE"],
  ]) {
    const { body } = await ask("POST", `/authorizations/${change}`, { customer: "taro" });
    expect(body).toMatchObject({ customerId: "taro", status });
  }
});

test("a link that grows too old at once", async () => {
  const { shop, ask } = openControl();
  await shop.linked("taro");
  const { body } = await ask("POST", "/authorizations/expire", { customer: "taro" });
  expect(body).toMatchObject({ status: "INACTIVE", endedBy: null });
});

test.each([
  ["/authorizations/expire", { customer: "hanako" }, 409, "hanako has no active account link."],
  ["/authorizations/extend", { customer: "hanako" }, 409, "hanako has no active account link."],
  ["/authorizations/revoke", { customer: "hanako" }, 409, "hanako has no active account link."],
  [
    "/authorizations/revoke",
    { customer: "taro", merchantId: "2" },
    409,
    "taro has no active account link to merchant 2.",
  ],
  ["/authorizations/revoke", { customer: "nobody" }, 409, "hanako, taro, yuki"],
  ["/authorizations/revoke", {}, 400, "customer"],
  ["/authorizations/forget", { customer: "taro" }, 404, ""],
  ["/link", { url: "http://x/link/y", customer: "taro", answer: "accept" }, 409, "No link session"],
  ["/link", { url: "http://x/link/y", customer: "taro", answer: "maybe" }, 400, "answer"],
])("POST /_control%s with %o is refused in a sentence", async (path, body, status, sentence) => {
  const { shop } = openControl();
  await shop.linked("taro");
  const response = await shop.emulator.fetch(
    new Request(`http://127.0.0.1:4010/_control${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(sentence);
});

test("no snapshot and no list shows a merchant's keys", async () => {
  const { shop, ask } = openControl();
  await shop.linked("taro");
  await shop.openSession();
  for (const path of ["/ledger", "/authorizations", "/notifications", "/calls"]) {
    const text = JSON.stringify((await ask("GET", path)).body);
    expect(text).not.toContain(shop.merchant.apiSecret);
    expect(text).not.toContain(shop.merchant.apiKey);
  }
});
