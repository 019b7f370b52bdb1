import fc from "fast-check";
import { expect, test } from "vitest";
import { openShop, type Shop } from "../testing/shop.ts";

type Move = (shop: Shop) => unknown;

const customerOf = fc.constantFrom("hanako", "taro");
const changeOf = fc.constantFrom("revokeAuthorization", "extendAuthorization", "expireAuthorization");
const activeOf = (shop: Shop, customer: string) =>
  shop.control
    .authorizations()
    .find(({ customerId, status }) => customerId === customer && status === "ACTIVE");

const move: fc.Arbitrary<Move> = fc.oneof(
  fc
    .tuple(customerOf, fc.constantFrom("accept", "accept", "decline"))
    .map<Move>(([customer, answer]) => async (shop) => {
      const url = String((await shop.openSession({ scopes: ["user_profile"] })).data.linkQRCodeURL);
      const closed = shop.control.ledger().customers.find(({ id }) => id === customer)?.closed;
      if (!closed) shop.control.link({ url, customer, answer: answer === "accept" ? "accept" : "decline" });
    }),
  fc.tuple(customerOf, changeOf).map<Move>(([customer, change]) => (shop) => {
    if (activeOf(shop, customer)) shop.control[change]({ customer });
  }),
  customerOf.map<Move>((customer) => (shop) => {
    const id = activeOf(shop, customer)?.userAuthorizationId;
    return id && shop.call("DELETE", `/v2/user/authorizations/${id}`);
  }),
  fc.tuple(customerOf, fc.boolean()).map<Move>(([customer, closed]) => (shop) => {
    shop.control.setCustomer({ customer, closed });
  }),
  fc.constantFrom(60, 200 * 86_400).map<Move>((time) => (shop) => shop.control.clock.advance(time)),
);

test("whatever happens, a shop has one living link to a customer at most, what ended stays ended, and only a living one opens anything", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 14 }), async (moves) => {
      const shop = openShop();
      const dead = new Set<string>();
      for (const step of moves) {
        await step(shop);
        const links = shop.control.authorizations();
        const active = links.filter(({ status }) => status === "ACTIVE");
        expect(new Set(active.map(({ customerId }) => customerId)).size).toBe(active.length);
        for (const { userAuthorizationId: id, status, endedBy, expireAt } of links) {
          if (endedBy !== null || expireAt <= shop.control.ledger().now) dead.add(id);
          expect(dead.has(id) && status === "ACTIVE").toBe(false);
          const query = `userAuthorizationId=${id}`;
          const told = await shop.call("GET", `/v2/user/authorizations?${query}`);
          expect(told.data.status).toBe(status);
          const profile = await shop.call("GET", `/v2/user/profile/secure?${query}`);
          expect(profile.status).toBe(status === "ACTIVE" ? 200 : 401);
        }
      }
    }),
    { numRuns: 60 },
  );
});
