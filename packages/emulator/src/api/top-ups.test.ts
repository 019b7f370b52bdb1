import { describe, expect, test } from "vitest";
import { openBrowser, stateOf } from "../testing/browser.ts";
import { testRules } from "../testing/rules.ts";
import { jpy, noon, openShop, type Shop } from "../testing/shop.ts";

const topUpRequest = (userAuthorizationId: string, fields: object = {}) => ({
  merchantTopUpId: "top-up-1",
  userAuthorizationId,
  minimumTopUpAmount: jpy(2500),
  codeType: "TOPUP_QR",
  requestedAt: noon,
  redirectType: "WEB_LINK",
  redirectUrl: "https://shop.example/topped-up",
  ...fields,
});
const linkedFor = async (shop: Shop, scope = "user_topup") =>
  (await shop.linked("yuki", { scopes: [scope] })).userAuthorizationId;
const create = async (shop: Shop, fields: object = {}) =>
  shop.call("POST", "/v1/code/topup", topUpRequest(await linkedFor(shop), fields));
const details = (shop: Shop, id = "top-up-1") => shop.call("GET", `/v1/code/topup/${id}`);

async function openInvitation(fields: object = {}) {
  const shop = openShop();
  const { data } = await create(shop, fields);
  const url = String(data.url);
  return { shop, data, url, path: new URL(url).pathname, browser: openBrowser(shop) };
}

describe("an invitation to top up", () => {
  test("is answered with a code and an echo, and is CREATED", async () => {
    const shop = openShop();
    const { status, data } = await create(shop);
    expect(status).toBe(201);
    expect(data).toMatchObject({
      codeId: expect.stringMatching(/^05-/),
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4010\/top-up\/05-/),
      status: "CREATED",
      expiryDate: noon + 300,
      ...topUpRequest(String(data.userAuthorizationId)),
    });
    expect((await details(shop)).data).toEqual({
      topUpId: expect.any(String),
      merchantTopUpId: "top-up-1",
      userAuthorizationId: data.userAuthorizationId,
      requestedAt: noon,
      acceptedAt: 0,
      expiryDate: noon + 300,
      status: "CREATED",
      metadata: null,
    });
  });

  test("is followed in the wallet of the customer that it is for, whoever uses the browser", async () => {
    const { shop, path, url, browser } = await openInvitation();
    const before = await browser.post("/wallet/open", { code: url });
    expect(stateOf(before.html)).toEqual(["top-up", "open"]);
    for (const shown of ["Mune&#39;s Cake Shop asks you to", "Yuki", "At least ¥2,500", 'value="3000"']) {
      expect(before.html).toContain(shown);
    }
    const after = await browser.post(path, { amount: "4000" });
    expect(stateOf(after.html)).toEqual(["top-up", "done"]);
    expect(after.html).toContain('href="https://shop.example/topped-up"');
    expect(shop.balance("yuki")).toBe(4000);
    expect((await details(shop)).data).toMatchObject({ status: "COMPLETED", acceptedAt: noon });
    expect(shop.control.ledger().topUps).toMatchObject([{ state: "done", done: { amount: 4000 } }]);
  });

  test("is followed once", async () => {
    const { shop, path, browser } = await openInvitation();
    await Promise.all([browser.post(path, { amount: "3000" }), browser.post(path, { amount: "3000" })]);
    expect(shop.balance("yuki")).toBe(3000);
  });

  test.each(["2499", "-3000", "many", "99999999999"])("is not followed with %s yen", async (amount) => {
    const { shop, path, browser } = await openInvitation();
    const { html } = await browser.post(path, { amount });
    expect(stateOf(html)).toEqual(["top-up", "refused"]);
    expect(html).toContain('role="alert"');
    expect(shop.balance("yuki")).toBe(0);
  });

  test("is not followed beyond what the wallet may hold", async () => {
    const { shop, path, browser } = await openInvitation();
    shop.control.setCustomer({ customer: "yuki", balanceLimit: 2999 });
    expect(stateOf((await browser.post(path, { amount: "3000" })).html)).toEqual(["top-up", "refused"]);
    expect(shop.balance("yuki")).toBe(0);
  });

  test("expires, and stays CREATED for the shop", async () => {
    const { shop, path, browser } = await openInvitation();
    shop.control.clock.advance(300);
    expect(stateOf((await browser.post(path, { amount: "3000" })).html)).toEqual(["top-up", "expired"]);
    expect((await details(shop)).data.status).toBe("CREATED");
  });

  test("that the shop withdraws is gone", async () => {
    const { shop, data, path, browser } = await openInvitation();
    expect(await shop.call("DELETE", `/v1/code/topup/${data.codeId}`)).toMatchObject({
      status: 200,
      code: "SUCCESS",
    });
    expect((await browser.get(path)).status).toBe(404);
  });

  test("asked for again in the same words is the same one", async () => {
    const shop = openShop();
    const body = topUpRequest(await linkedFor(shop, "merchant_topup"));
    const first = await shop.call("POST", "/v1/code/topup", body);
    expect((await shop.call("POST", "/v1/code/topup", body)).data.codeId).toBe(first.data.codeId);
  });
});

testRules([
  ...["merchantTopUpId", "userAuthorizationId", "minimumTopUpAmount", "codeType"].map((field) => ({
    breaks: `no ${field}`,
    source: "GO1",
    answer: [400, "MISSING_REQUEST_PARAMS", "08100024"] as const,
    ask: (shop: Shop) => create(shop, { [field]: undefined }),
  })),
  ...[{ codeType: "ORDER_QR" }, { minimumTopUpAmount: jpy(0) }, { redirectUrl: "javascript:alert(1)" }].map(
    (fields) => ({
      breaks: `an invitation with ${JSON.stringify(fields)}`,
      source: "GO1",
      answer: [400, "INVALID_REQUEST_PARAMS", "08100006"] as const,
      ask: (shop: Shop) => create(shop, fields),
    }),
  ),
  {
    breaks: "another invitation under the same id",
    source: "guess",
    answer: [400, "DUPLICATE_DYNAMIC_QR_REQUEST", "01652073"],
    ask: async (shop) => {
      await create(shop);
      return create(shop, { minimumTopUpAmount: jpy(1) });
    },
  },
  {
    breaks: "an invitation by an unknown link",
    source: "README",
    answer: [401, "INVALID_USER_AUTHORIZATION_ID", ""],
    ask: (shop) => create(shop, { userAuthorizationId: "11111111-2222-3333-4444-555555555555" }),
  },
  {
    breaks: "an invitation that she did not allow",
    source: "guess",
    answer: [401, "OP_OUT_OF_SCOPE", "08100023"],
    ask: async (shop) =>
      shop.call("POST", "/v1/code/topup", topUpRequest(await linkedFor(shop, "direct_debit"))),
  },
  {
    breaks: "an invitation to somebody who left",
    source: "README",
    answer: [401, "USER_STATE_IS_NOT_ACTIVE", ""],
    ask: async (shop) => {
      const id = await linkedFor(shop);
      shop.control.setCustomer({ customer: "yuki", closed: true });
      return shop.call("POST", "/v1/code/topup", topUpRequest(id));
    },
  },
  {
    breaks: "the state of an unknown invitation",
    source: "guess",
    answer: [404, "RESOURCE_NOT_FOUND", "00200001"],
    ask: (shop) => details(shop, "unknown"),
  },
  {
    breaks: "withdrawing an invitation that was followed",
    source: "guess",
    answer: [404, "RESOURCE_NOT_FOUND", "00200001"],
    ask: async (shop) => {
      const { data } = await create(shop);
      await openBrowser(shop).post(new URL(String(data.url)).pathname, { amount: "3000" });
      return shop.call("DELETE", `/v1/code/topup/${data.codeId}`);
    },
  },
]);
