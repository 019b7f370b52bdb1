import { assert, describe, expect, it } from "vitest";
import { accountLinks } from "../store/schema.ts";
import { linkAccount } from "../testing/link-account.ts";
import { useShop } from "../testing/use-shop.ts";
import { authorizationFor } from "./authorization-of.ts";
import { createResealing } from "./reseal.ts";

const former = "the-former-secret-of-32-characters-or-more";
const present = "the-present-secret-of-32-characters-or-more";

describe("KAIKEI_SECRET is replaced while accounts are linked", () => {
  const use = useShop("postgres", { kaikei: { secret: former } });

  it("they can be charged all along, and after a pass the former secret may go", async () => {
    const { shop } = use;
    const links = [
      await linkAccount(shop, { customer: "mune", wallet: "hanako" }),
      await linkAccount(shop, { customer: "sora", wallet: "taro" }),
    ];
    const charges = async (secret: string | string[]) => {
      const { payments: ctx } = await shop.another({ secret }).kaikei.open();
      const found = links.map(({ customer }) => authorizationFor(ctx, { customer, scope: "direct_debit" }));
      return (await Promise.all(found)).map(({ authorization }) => authorization);
    };
    const expected = links.map(({ authorization }) => authorization);
    expect(await charges([present, former])).toEqual(expected);
    await expect(charges(present)).rejects.toMatchObject({ code: "configuration" });

    const both = shop.another({ secret: [present, former] });
    // An event finds its link by its former hash too.
    shop.pass(3_600_000);
    const event = { notification_type: "customer.authroization.extended", userAuthorizationId: expected[0] };
    shop.emulator.control.calls.clear();
    await both.request("/notifications/paypay", { method: "POST", body: JSON.stringify(event) });
    await both.idle();
    expect(shop.calls()).toEqual(["GET /v2/user/authorizations"]);

    await both.kaikei.reconcile();
    expect(both.log.join()).toContain("account.resealed");
    expect(await charges(present)).toEqual(expected);
    await expect(charges(former)).rejects.toMatchObject({ code: "configuration" });
    const written = JSON.stringify(await use.database.db.select().from(accountLinks));
    for (const authorization of expected) expect(written).not.toContain(authorization);
  });

  it("a link that could not be sealed anew is tried again, and nobody is told meanwhile that the former secret may go", async () => {
    const { shop } = use;
    const { customer, authorization } = await linkAccount(shop, { customer: "mune", wallet: "hanako" });
    const both = shop.another({ secret: [present, former] });
    const { payments: ctx } = await both.kaikei.open();
    const broken = { ...ctx.accounts.cipher, seal: () => assert.fail("the machine has no random numbers") };
    const resealing = createResealing();
    await resealing({ ...ctx, accounts: { ...ctx.accounts, cipher: broken } });
    expect(both.log.join()).not.toContain("account.resealed");
    await resealing(ctx);
    expect(both.log.join()).toContain("account.resealed");
    const { payments: later } = await shop.another({ secret: present }).kaikei.open();
    expect(await authorizationFor(later, { customer, scope: "direct_debit" })).toMatchObject({
      authorization,
    });
  });

  it("links that cannot be opened, however many, do not keep the others waiting", async () => {
    const { shop } = use;
    const { db } = use.database;
    const { authorization } = await linkAccount(shop, { customer: "mune", wallet: "hanako" });
    const [mune] = await db.select().from(accountLinks);
    assert(mune !== undefined);
    const damaged = Array.from({ length: 60 }, (_, index) => ({
      ...mune,
      id: `!${index}`,
      customer: `customer-${index}`,
      authorizationHash: `hash-${index}`,
      authorizationCipher: "nobody can open this",
    }));
    await db.insert(accountLinks).values(damaged);
    const both = shop.another({ secret: [present, former] });
    for (let pass = 0; pass < 2; pass += 1) await both.kaikei.reconcile();
    expect(both.log.join()).toContain("account.resealed");
    const { payments: later } = await shop.another({ secret: present }).kaikei.open();
    expect(await authorizationFor(later, { customer: "mune", scope: "direct_debit" })).toMatchObject({
      authorization,
    });
  });
});
