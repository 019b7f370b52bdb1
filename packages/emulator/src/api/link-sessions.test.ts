import { describe, expect, test } from "vitest";
import { readToken } from "../account-link/json-web-token.ts";
import { trialMerchant } from "../options.ts";
import { createCaller } from "../testing/caller.ts";
import { testRules } from "../testing/rules.ts";
import { claimsIn, linkSessionRequest, noon, openShop, otherMerchant } from "../testing/shop.ts";

const year = 365 * 86_400;

describe("a link session", () => {
  test("answers 201 with an address of the wallet", async () => {
    const { status, code, data } = await openShop().openSession();
    expect([status, code]).toEqual([201, "SUCCESS"]);
    expect(data.linkQRCodeURL).toMatch(/^http:\/\/127\.0\.0\.1:4010\/link\/[\w-]{24}$/);
  });

  test("accepted, sends the browser back with a token signed with the decoded secret", async () => {
    const shop = openShop();
    const { returnTo } = await shop.linked("hanako");
    const address = new URL(returnTo);
    expect(address.origin + address.pathname).toBe("https://shop.example/linked");
    expect([...address.searchParams.keys()]).toEqual(["step", "apiKey", "responseToken"]);
    expect(address.searchParams.get("apiKey")).toBe(shop.merchant.apiKey);
    const token = address.searchParams.get("responseToken") ?? "";
    expect(readToken(token, shop.merchant.apiSecret)).toEqual({
      aud: shop.merchant.apiKey,
      iss: "paypay.ne.jp",
      exp: noon + 300,
      result: "succeeded",
      profileIdentifier: expect.stringMatching(/^\*{7}\d{4}$/),
      userAuthorizationId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      nonce: "nonce-1",
      referenceId: "customer-42",
    });
  });

  test.each([
    ["decline", "declined"],
    ["bad_request", "bad_request"],
  ] as const)("%s gives a token that says %s and carries no authorization", async (answer, result) => {
    const shop = openShop();
    const { data } = await shop.openSession();
    const url = String(data.linkQRCodeURL);
    const { returnTo } = shop.control.link({ url, customer: "hanako", answer });
    expect(claimsIn(returnTo)).toMatchObject({ result, nonce: "nonce-1", referenceId: "customer-42" });
    expect(returnTo).not.toContain("userAuthorizationId");
    expect(claimsIn(returnTo)).not.toHaveProperty("profileIdentifier");
    expect(shop.control.authorizations()).toEqual([]);
  });

  test("is answered once", async () => {
    const { openSession, control } = openShop();
    const url = String((await openSession()).data.linkQRCodeURL);
    control.link({ url, customer: "hanako", answer: "accept" });
    expect(() => control.link({ url, customer: "taro", answer: "accept" })).toThrow("is answered");
    expect(control.authorizations()).toHaveLength(1);
  });

  test("can be answered for ten minutes", async () => {
    const { openSession, control } = openShop();
    const url = String((await openSession()).data.linkQRCodeURL);
    control.clock.advance(600);
    expect(() => control.link({ url, customer: "hanako", answer: "accept" })).toThrow("is expired");
  });

  test("is not accepted by somebody who left PayPay, but may be declined", async () => {
    const { openSession, control } = openShop();
    const url = String((await openSession()).data.linkQRCodeURL);
    control.setCustomer({ customer: "taro", closed: true });
    expect(() => control.link({ url, customer: "taro", answer: "accept" })).toThrow(
      "taro's wallet is closed",
    );
    expect(control.authorizations()).toEqual([]);
    expect(control.link({ url, customer: "taro", answer: "decline" }).returnTo).toContain("responseToken");
  });

  test("an address that is none, and a customer who is none, are told in a sentence", () => {
    const { control } = openShop();
    const url = "http://127.0.0.1:4010/link/x";
    expect(() => control.link({ url, customer: "hanako", answer: "accept" })).toThrow("No link session");
    expect(() => control.link({ url, customer: "nobody", answer: "accept" })).toThrow("hanako, taro, yuki");
  });
});

describe("an authorization", () => {
  test("lasts a year, and another consent widens and prolongs the same one", async () => {
    const shop = openShop();
    const first = await shop.linked("hanako");
    shop.control.clock.advance(86_400);
    const again = await shop.linked("hanako", { scopes: ["cashback"], referenceId: "customer-43" });
    expect(again.userAuthorizationId).toBe(first.userAuthorizationId);
    expect(shop.control.authorizations()).toEqual([
      expect.objectContaining({
        status: "ACTIVE",
        customerId: "hanako",
        referenceIds: ["customer-42", "customer-43"],
        scopes: ["direct_debit", "cashback"],
        issuedAt: noon,
        expireAt: noon + 86_400 + year,
      }),
    ]);
  });

  test("after it ended, another consent is a new one", async () => {
    const shop = openShop();
    const first = await shop.linked("hanako");
    shop.control.revokeAuthorization({ customer: "hanako" });
    const second = await shop.linked("hanako");
    expect(second.userAuthorizationId).not.toBe(first.userAuthorizationId);
    expect(shop.control.authorizations().map(({ status }) => status)).toEqual(["INACTIVE", "ACTIVE"]);
  });

  test("of two customers are two", async () => {
    const shop = openShop();
    await shop.linked("hanako");
    await shop.linked("taro");
    expect(shop.control.authorizations().map(({ customerId }) => customerId)).toEqual(["hanako", "taro"]);
  });
});

test.each([
  ["accept", "SUCCEEDED"],
  ["decline", "DECLINED"],
] as const)("a session's state is told: %s", async (answer, status) => {
  const shop = openShop();
  const url = String((await shop.openSession()).data.linkQRCodeURL);
  const ask = () => shop.call("GET", `/v1/qr/sessions/${url.split("/").at(-1)}`);
  expect((await ask()).data).toEqual({ status: "CREATED", referenceId: "customer-42", nonce: "nonce-1" });
  shop.control.link({ url, customer: "hanako", answer });
  expect((await ask()).data).toMatchObject({ status });
});

test("a session's state is told to its own merchant only", async () => {
  const shop = openShop({ merchants: [trialMerchant, otherMerchant] });
  const url = String((await shop.openSession()).data.linkQRCodeURL);
  const { call } = createCaller({
    fetch: shop.emulator.fetch,
    clock: () => noon * 1000,
    merchant: otherMerchant,
  });
  expect((await call("GET", `/v1/qr/sessions/${url.split("/").at(-1)}`)).code).toBe("SESSION_NOT_FOUND");
});

testRules([
  {
    breaks: "the state of an unknown session",
    source: "FAQ; the path is a guess",
    answer: [404, "SESSION_NOT_FOUND", ""],
    ask: (shop) => shop.call("GET", "/v1/qr/sessions/unknown"),
  },
  {
    breaks: "a scope that is not contracted",
    source: "FAQ",
    answer: [400, "EXPECTATION_FAILED", ""],
    options: { merchant: { scopes: ["direct_debit"] } },
    ask: (shop) => shop.openSession({ scopes: ["direct_debit", "cashback"] }),
  },
  {
    breaks: "a redirect domain that is not registered",
    source: "FAQ",
    answer: [400, "EXPECTATION_FAILED", ""],
    options: { merchant: { redirectDomains: ["shop.example"] } },
    ask: (shop) => shop.openSession({ redirectUrl: "https://shop.example.evil.test/" }),
  },
  ...["scopes", "nonce", "redirectUrl", "referenceId"].map((field) => ({
    breaks: `no ${field}`,
    source: "README",
    answer: [400, "MISSING_REQUEST_PARAMS", "08100024"] as const,
    ask: (shop: ReturnType<typeof openShop>) => shop.openSession({ [field]: undefined }),
  })),
  ...[
    { scopes: [] },
    { scopes: ["everything"] },
    { nonce: "n".repeat(256) },
    { referenceId: "r".repeat(256) },
    { redirectUrl: "not an address" },
    { redirectUrl: "javascript:alert(1)" },
    { redirectUrl: `https://shop.example/${"x".repeat(255)}` },
    { redirectType: "CARRIER_PIGEON" },
    { deviceId: "d".repeat(256) },
    { userAgent: "u".repeat(256) },
  ].map((fields) => ({
    breaks: `a session with ${JSON.stringify(fields).slice(0, 50)}`,
    source: "README",
    answer: [400, "INVALID_REQUEST_PARAMS", "08100006"] as const,
    ask: (shop: ReturnType<typeof openShop>) => shop.openSession(fields),
  })),
]);

test("a session of a registered domain and contracted scopes is opened", async () => {
  const shop = openShop({ merchant: { scopes: ["direct_debit"], redirectDomains: ["shop.example"] } });
  expect((await shop.openSession()).status).toBe(201);
  expect(linkSessionRequest()).toMatchObject({ scopes: ["direct_debit"] });
});
