import { describe, expect, test } from "vitest";
import { trialMerchant } from "../options.ts";
import { createCaller } from "../testing/caller.ts";
import { testRules } from "../testing/rules.ts";
import { noon, openShop, otherMerchant, type Shop } from "../testing/shop.ts";

const unknownId = "11111111-2222-3333-4444-555555555555";
const check = (shop: Shop, id: string, amount: number | string = 1500) =>
  shop.call("GET", `/v2/wallet/check_balance?userAuthorizationId=${id}&amount=${amount}&currency=JPY`);
const balance = (shop: Shop, id: string) =>
  shop.call("GET", `/v6/wallet/balance?userAuthorizationId=${id}&currency=JPY&productType=`);
const methods = (shop: Shop, id: string) => shop.call("GET", `/v4/paymentMethods?userAuthorizationId=${id}`);
const scopes = ["direct_debit", "get_balance"];

describe("a linked wallet", () => {
  test("says whether it has enough, to the yen", async () => {
    const shop = openShop();
    const { userAuthorizationId } = await shop.linked("taro");
    expect((await check(shop, userAuthorizationId, 3000)).data).toEqual({ hasEnoughBalance: true });
    expect((await check(shop, userAuthorizationId, 3001)).data).toEqual({ hasEnoughBalance: false });
  });

  test("shows its balance where she allowed that", async () => {
    const shop = openShop();
    const { userAuthorizationId } = await shop.linked("taro", { scopes });
    expect((await balance(shop, userAuthorizationId)).data).toEqual({
      userAuthorizationId,
      totalBalance: { amount: 3000, currency: "JPY" },
      preference: { useCashback: false, cashbackAutoInvestment: false },
    });
  });

  test("names the ways to pay", async () => {
    const shop = openShop();
    const { userAuthorizationId } = await shop.linked("taro");
    expect((await methods(shop, userAuthorizationId)).data).toMatchObject({
      walletInfo: { userAuthorizationId, totalBalance: { amount: 3000, currency: "JPY" } },
      paymentMethods: [{ paymentMethodType: "WALLET", disabled: false, paymentMethodStatus: "ACTIVATED" }],
    });
  });
});

test("a link belongs to the merchant that made it, and to no other", async () => {
  const shop = openShop({ merchants: [trialMerchant, otherMerchant] });
  const { userAuthorizationId } = await shop.linked("hanako", { scopes });
  const { call } = createCaller({
    fetch: shop.emulator.fetch,
    clock: () => noon * 1000,
    merchant: otherMerchant,
  });
  const stranger = { ...shop, call };
  for (const ask of [check, balance, methods]) {
    expect((await ask(stranger, userAuthorizationId)).code).toBe("INVALID_USER_AUTHORIZATION_ID");
  }
  const path = `/v2/user/authorizations/${userAuthorizationId}`;
  expect((await call("DELETE", path)).code).toBe("INVALID_USER_AUTHORIZATION_ID");
  expect(shop.control.authorizations()).toMatchObject([{ status: "ACTIVE" }]);
});

const calls = [check, balance, methods];

testRules([
  ...calls.flatMap((ask) => [
    {
      breaks: "an unknown link",
      source: "README",
      answer: [401, "INVALID_USER_AUTHORIZATION_ID", ""] as const,
      ask: (shop: Shop) => ask(shop, unknownId),
    },
    {
      breaks: "no link named",
      source: "README",
      answer: [400, "MISSING_REQUEST_PARAMS", "08100024"] as const,
      ask: (shop: Shop) => ask(shop, ""),
    },
    {
      breaks: "a link that has grown too old",
      source: "README",
      answer: [401, "EXPIRED_USER_AUTHORIZATION_ID", ""] as const,
      ask: async (shop: Shop) => {
        const { userAuthorizationId } = await shop.linked("hanako", { scopes });
        shop.control.clock.advance(365 * 86_400);
        return ask(shop, userAuthorizationId);
      },
    },
    ...[{ suspended: true }, { closed: true }].map((change) => ({
      breaks: `a customer who is ${Object.keys(change)}`,
      source: "README",
      answer: [401, "USER_STATE_IS_NOT_ACTIVE", ""] as const,
      ask: async (shop: Shop) => {
        const { userAuthorizationId } = await shop.linked("hanako", { scopes });
        shop.control.setCustomer({ customer: "hanako", ...change });
        return ask(shop, userAuthorizationId);
      },
    })),
    {
      breaks: "a scope that she did not allow",
      source: "guess",
      answer: [401, "OP_OUT_OF_SCOPE", "08100023"] as const,
      ask: async (shop: Shop) =>
        ask(shop, (await shop.linked("hanako", { scopes: ["cashback"] })).userAuthorizationId),
    },
  ]),
  ...["0", "-1", "1.5", "many", "999999999999"].map((amount) => ({
    breaks: `a check for ${amount} yen`,
    source: "README",
    answer: [400, "INVALID_REQUEST_PARAMS", "08100006"] as const,
    ask: async (shop: Shop) => check(shop, (await shop.linked()).userAuthorizationId, amount),
  })),
  {
    breaks: "a balance in dollars",
    source: "README",
    answer: [400, "INVALID_REQUEST_PARAMS", "08100006"],
    ask: (shop) => shop.call("GET", `/v6/wallet/balance?userAuthorizationId=${unknownId}&currency=USD`),
  },
  {
    breaks: "an unknown product",
    source: "README",
    answer: [400, "INVALID_REQUEST_PARAMS", "08100006"],
    ask: (shop) => shop.call("GET", `/v4/paymentMethods?userAuthorizationId=${unknownId}&productType=CAKE`),
  },
]);
