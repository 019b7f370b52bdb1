import { describe, expect, it } from "vitest";
import { linkAccount } from "../testing/link-account.ts";
import { useShop } from "../testing/use-shop.ts";
import { authorizationFor, authorizationOfLink } from "./authorization-of.ts";

describe("what a customer's account is charged with", () => {
  const use = useShop("postgres", { webhooks: false });
  const context = async () => (await use.shop.kaikei.open()).payments;

  it("is what PayPay gave for her, and nobody else's", async () => {
    const hers = await linkAccount(use.shop, { customer: "mune", wallet: "hanako" });
    const his = await linkAccount(use.shop, { customer: "sora", wallet: "taro" });
    expect(hers.authorization).not.toBe(his.authorization);
    const ctx = await context();
    const found = await authorizationFor(ctx, { customer: "mune", scope: "direct_debit" });
    expect(found).toMatchObject({
      authorization: hers.authorization,
      link: { id: hers.id, customer: "mune" },
    });
    expect(await authorizationOfLink(ctx, his.id)).toMatchObject({ authorization: his.authorization });
  });

  it("is nothing for a customer without a link, for an unknown link, and without the scope", async () => {
    const ctx = await context();
    const asked = (customer: string, scope: string) => authorizationFor(ctx, { customer, scope });
    await expect(asked("mune", "direct_debit")).rejects.toMatchObject({ code: "account_not_linked" });
    await expect(authorizationOfLink(ctx, "lnk_x")).rejects.toMatchObject({ code: "account_not_linked" });
    await linkAccount(use.shop, { customer: "mune", scopes: ["direct_debit"] });
    await expect(asked("mune", "cashback")).rejects.toMatchObject({ code: "scope_missing" });
    expect(await asked("mune", "direct_debit")).toMatchObject({ link: { status: "active" } });
  });

  it("moved to another customer's row is of no use there", async () => {
    await linkAccount(use.shop, { customer: "mune", wallet: "hanako" });
    await linkAccount(use.shop, { customer: "sora", wallet: "taro" });
    const { db } = use.database;
    await db.execute(
      "update kaikei.account_links set authorization_cipher = (select authorization_cipher from kaikei.account_links where customer = 'mune')",
    );
    const ctx = await context();
    const scope = "direct_debit";
    await expect(authorizationFor(ctx, { customer: "sora", scope })).rejects.toMatchObject({
      code: "account_not_linked",
    });
    expect(await authorizationFor(ctx, { customer: "mune", scope })).toMatchObject({
      link: { customer: "mune" },
    });
  });
});
