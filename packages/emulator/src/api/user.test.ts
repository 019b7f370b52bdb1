import { describe, expect, test } from "vitest";
import type { Answer } from "../testing/caller.ts";
import { testRules } from "../testing/rules.ts";
import { noon, openShop, type Shop } from "../testing/shop.ts";

const unknownId = "11111111-2222-3333-4444-555555555555";

const statusOf = (shop: Shop, id: string): Promise<Answer> =>
  shop.call("GET", `/v2/user/authorizations?userAuthorizationId=${id}`);
const unlink = (shop: Shop, id: string): Promise<Answer> =>
  shop.call("DELETE", `/v2/user/authorizations/${id}`);
const profile = (shop: Shop, id: string): Promise<Answer> =>
  shop.call("GET", `/v2/user/profile/secure?userAuthorizationId=${id}`);

describe("a link", () => {
  test("is told with its references, scopes and times", async () => {
    const shop = openShop();
    const { userAuthorizationId } = await shop.linked();
    const { status, data } = await statusOf(shop, userAuthorizationId);
    expect(status).toBe(200);
    expect(data).toEqual({
      userAuthorizationId,
      referenceIds: ["customer-42"],
      status: "ACTIVE",
      scopes: ["direct_debit"],
      issuedAt: noon,
      expireAt: noon + 365 * 86_400,
    });
  });

  test("that the shop ends is inactive and good for nothing", async () => {
    const shop = openShop();
    const { userAuthorizationId } = await shop.linked("hanako", { scopes: ["user_profile"] });
    const { status, code, data } = await unlink(shop, userAuthorizationId);
    expect([status, code, data]).toEqual([202, "REQUEST_ACCEPTED", {}]);
    expect((await statusOf(shop, userAuthorizationId)).data.status).toBe("INACTIVE");
    expect((await profile(shop, userAuthorizationId)).code).toBe("INVALID_USER_AUTHORIZATION_ID");
  });

  test("is inactive after a year by the emulator's clock, and when its owner leaves PayPay", async () => {
    const shop = openShop();
    const { userAuthorizationId } = await shop.linked();
    shop.control.clock.advance(365 * 86_400);
    expect((await statusOf(shop, userAuthorizationId)).data.status).toBe("INACTIVE");
    const other = await shop.linked("taro");
    shop.control.setCustomer({ customer: "taro", closed: true });
    expect((await statusOf(shop, other.userAuthorizationId)).data.status).toBe("INACTIVE");
  });

  test("shows the last four digits of a phone number", async () => {
    const shop = openShop();
    const link = await shop.linked("hanako", { scopes: ["user_profile"] });
    const { data } = await profile(shop, link.userAuthorizationId);
    expect(data).toEqual({ phoneNumber: link.profileIdentifier });
  });
});

testRules([
  {
    breaks: "the state of a link, without naming one",
    source: "README",
    answer: [400, "MISSING_REQUEST_PARAMS", "08100024"],
    ask: (shop) => shop.call("GET", "/v2/user/authorizations"),
  },
  {
    breaks: "a profile, without naming a link",
    source: "README",
    answer: [400, "MISSING_REQUEST_PARAMS", "08100024"],
    ask: (shop) => shop.call("GET", "/v2/user/profile/secure?userAuthorizationId="),
  },
  {
    breaks: "a profile by an id that is too long",
    source: "README",
    answer: [400, "INVALID_REQUEST_PARAMS", "08100006"],
    ask: (shop) => profile(shop, "x".repeat(65)),
  },
  ...[statusOf, unlink, profile].map((ask) => ({
    breaks: "an unknown link",
    source: "README",
    answer: [401, "INVALID_USER_AUTHORIZATION_ID", ""] as const,
    ask: (shop: Shop) => ask(shop, unknownId),
  })),
  {
    breaks: "a link that ended already",
    source: "README",
    answer: [401, "INVALID_USER_AUTHORIZATION_ID", ""],
    ask: async (shop) => {
      const { userAuthorizationId } = await shop.linked();
      await unlink(shop, userAuthorizationId);
      return unlink(shop, userAuthorizationId);
    },
  },
  ...[unlink, profile].map((ask) => ({
    breaks: "a link that has grown too old",
    source: "README",
    answer: [401, "EXPIRED_USER_AUTHORIZATION_ID", ""] as const,
    ask: async (shop: Shop) => {
      const { userAuthorizationId } = await shop.linked("hanako", { scopes: ["user_profile"] });
      shop.control.expireAuthorization({ customer: "hanako" });
      return ask(shop, userAuthorizationId);
    },
  })),
  {
    breaks: "the state of an old link where that is refused",
    source: "guess",
    answer: [401, "EXPIRED_USER_AUTHORIZATION_ID", ""],
    options: { endedAuthorization: "refused" },
    ask: async (shop) => {
      const { userAuthorizationId } = await shop.linked();
      shop.control.expireAuthorization({ customer: "hanako" });
      return statusOf(shop, userAuthorizationId);
    },
  },
  ...[{ suspended: true }, { closed: true }].map((change) => ({
    breaks: `a customer who is ${Object.keys(change)}`,
    source: "README",
    answer: [401, "USER_STATE_IS_NOT_ACTIVE", ""] as const,
    ask: async (shop: Shop) => {
      const { userAuthorizationId } = await shop.linked("hanako", { scopes: ["user_profile"] });
      shop.control.setCustomer({ customer: "hanako", ...change });
      return profile(shop, userAuthorizationId);
    },
  })),
  {
    breaks: "a scope that she did not allow",
    source: "guess",
    answer: [401, "OP_OUT_OF_SCOPE", "08100023"],
    ask: async (shop) => profile(shop, (await shop.linked()).userAuthorizationId),
  },
]);
