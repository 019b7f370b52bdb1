import { expect, test } from "vitest";
import { signToken } from "../account-link/json-web-token.ts";
import type { EmulatorOptions, Merchant } from "../options.ts";
import { openBrowser, stateOf } from "../testing/browser.ts";
import { claimsIn, noon, openShop } from "../testing/shop.ts";

const claims = {
  aud: "paypay.ne.jp",
  iss: "Mune's Cake Shop",
  exp: noon + 300,
  scope: "direct_debit,cashback",
  nonce: "nonce-9",
  redirectUrl: "https://shop.example/linked",
  referenceId: "customer-9",
  deviceId: "device-1",
};

function openOlderPage(options: EmulatorOptions & { merchant?: Partial<Merchant> } = {}) {
  const shop = openShop(options);
  const browser = openBrowser(shop);
  const visit = (requestToken: string, apiKey = shop.merchant.apiKey) =>
    browser.get(`/app/opa/user_authorization?${new URLSearchParams({ apiKey, requestToken })}`);
  return { shop, browser, visit };
}

test("a question that the shop signed itself is asked and answered like any other", async () => {
  const { shop, browser, visit } = openOlderPage();
  const { html } = await visit(signToken(claims, shop.merchant.apiSecret));
  expect(stateOf(html)).toEqual(["link", "open"]);
  const path = /action="(\/link\/[^"]+\/accept)"/.exec(html)?.[1] ?? "";
  const { leftTo } = await browser.post(path);
  expect(claimsIn(leftTo ?? "")).toMatchObject({ nonce: "nonce-9", referenceId: "customer-9" });
  expect(shop.control.authorizations()).toMatchObject([{ scopes: ["direct_debit", "cashback"] }]);
});

test.each([
  ["signed with the secret's text", claims, Buffer.from("a2Fpa2VpL").toString("base64")],
  ["too old", { ...claims, exp: noon }, null],
  ["for somebody else", { ...claims, aud: "paypay.ue" }, null],
  ["without an end", { ...claims, exp: undefined }, null],
  ["without a nonce", { ...claims, nonce: undefined }, null],
  ["with an unknown scope", { ...claims, scope: "everything" }, null],
  ["with an address that runs script", { ...claims, redirectUrl: "javascript:alert(1)" }, null],
])("a token %s opens nothing", async (_, given, secret) => {
  const { shop, visit } = openOlderPage();
  const { status, html } = await visit(signToken(given, secret ?? shop.merchant.apiSecret));
  expect([status, stateOf(html)]).toEqual([400, ["link", "unreadable"]]);
});

test("another merchant's key, no token, and what the contract does not cover open nothing", async () => {
  const { shop, visit } = openOlderPage({ merchant: { scopes: ["direct_debit"] } });
  const token = signToken(claims, shop.merchant.apiSecret);
  expect((await visit(token, "a_nobody")).status).toBe(400);
  expect((await visit("")).status).toBe(400);
  expect((await visit(token)).status).toBe(400);
});
