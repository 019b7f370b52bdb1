import { describe, expect, it } from "vitest";
import { linkAccount } from "../testing/link-account.ts";
import { useShop } from "../testing/use-shop.ts";
import { doubtLink } from "./follow.ts";

describe("a link that is doubted", () => {
  const use = useShop("pglite", { webhooks: false });

  it("disturbs nobody when it cannot be looked at, and stays due", async () => {
    const { payments: ctx } = await use.shop.kaikei.open();
    const link = await linkAccount(use.shop);
    const [{ accounts, ...provider }] = ctx.providers;
    await doubtLink({ ...ctx, providers: [provider] }, link.id);
    expect(use.shop.log.join()).toContain("a look at a link failed and will be repeated");
    expect(await use.shop.kaikei.accounts.get({ customer: "mune" })).toMatchObject({ status: "active" });
  });
});
