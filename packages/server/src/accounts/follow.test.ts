import { describe, expect, it } from "vitest";
import { claimTimes } from "../payments/context.ts";
import { endActiveLink } from "../store/account-link-store.ts";
import { accountLinks, notifications } from "../store/schema.ts";
import { identifyByCookie, openBrowser } from "../testing/browser.ts";
import { linkAccount } from "../testing/link-account.ts";
import { useShop } from "../testing/use-shop.ts";
import { ownerOf } from "./account-provider.ts";
import { authorizationFor } from "./authorization-of.ts";
import { doubtLink } from "./follow.ts";

const dayMs = 24 * 3_600_000;
const status = "GET /v2/user/authorizations";
const unlink = "DELETE /v2/user/authorizations/:id";

describe("a link is followed", () => {
  const use = useShop("postgres", { kaikei: { identifyCustomer: identifyByCookie } });
  const linkOf = async (customer = "mune") => use.shop.kaikei.accounts.get({ customer });
  const calls = () =>
    use.shop.calls().map((call) => call.replace(/authorizations\/.+/, "authorizations/:id"));
  const controlled = () => use.shop.emulator.control;
  const states = () =>
    controlled()
      .authorizations()
      .map((each) => `${each.customerId} ${each.status}`);
  /** Everything that follows by itself, time after time. */
  const settle = async (passes = 6) => {
    for (let pass = 0; pass < passes; pass += 1) await use.shop.reconcileAfter(10_000);
  };

  it("to its end by age, of which nobody tells us", async () => {
    await linkAccount(use.shop);
    use.shop.pass(366 * dayMs);
    controlled().calls.clear();
    await use.shop.reconcileAfter(0);
    expect(await linkOf()).toMatchObject({ status: "ended", endedBecause: "expired" });
    expect(calls()).toEqual([status]);
    await settle();
    expect(calls()).toEqual([status]);
  });

  it("a few times a year while nothing happens, and to whatever time it was prolonged to", async () => {
    await linkAccount(use.shop);
    controlled().calls.clear();
    for (let week = 0; week < 50; week += 1) await use.shop.reconcileAfter(7 * dayMs);
    expect(calls().filter((call) => call === status).length).toBeLessThanOrEqual(12);
    const before = await linkOf();
    use.shop.pass(dayMs);
    controlled().extendAuthorization({ customer: "hanako" });
    await use.shop.idle();
    const after = await linkOf();
    expect(after?.expiresAt).toEqual(new Date(use.shop.now().getTime() + 365 * dayMs));
    expect(after?.expiresAt?.getTime()).toBeGreaterThan(before?.expiresAt?.getTime() ?? Number.NaN);
  });

  it("to its end in the wallet: PayPay's event makes us ask, and nothing can be charged any more", async () => {
    await linkAccount(use.shop);
    use.shop.pass(dayMs);
    controlled().revokeAuthorization({ customer: "hanako" });
    await use.shop.idle();
    expect(await linkOf()).toMatchObject({ status: "ended", endedBecause: "revoked" });
    const { payments: ctx } = await use.shop.kaikei.open();
    const charge = authorizationFor(ctx, { customer: "mune", scope: "direct_debit" });
    await expect(charge).rejects.toMatchObject({ code: "account_not_linked" });
    expect(await openBrowser(use.shop, "mune").account()).toMatchObject({ endedBecause: "revoked" });
  });

  it("and found ended although no event came", async () => {
    await use.open({ webhooks: false });
    await linkAccount(use.shop);
    controlled().revokeAuthorization({ customer: "hanako" });
    await use.shop.reconcileAfter(31 * dayMs);
    expect(await linkOf()).toMatchObject({ status: "ended", endedBecause: "revoked" });
  });

  it.each(["INACTIVE", "refused"] as const)(
    "at once when it is doubted, whether PayPay answers so or refuses (%s)",
    async (endedAuthorization) => {
      await use.open({ webhooks: false, emulator: { endedAuthorization } });
      const { id } = await linkAccount(use.shop);
      const { payments: ctx } = await use.shop.kaikei.open();
      await doubtLink(ctx, id);
      expect(await linkOf()).toMatchObject({ status: "active" });
      controlled().expireAuthorization({ customer: "hanako" });
      await doubtLink(ctx, id);
      expect(await linkOf()).toMatchObject({ status: "ended", endedBecause: "expired" });
    },
  );

  it("and a doubt disturbs nobody when the link cannot be looked at: it stays as it is, and due", async () => {
    const { id } = await linkAccount(use.shop);
    controlled().faults.add({ kind: "html_502", times: 1 });
    const { payments: ctx } = await use.shop.kaikei.open();
    await doubtLink(ctx, id);
    expect(await linkOf()).toMatchObject({ status: "active" });
    const [{ accounts: _accounts, ...without }] = ctx.providers;
    use.shop.pass(10_000);
    await doubtLink({ ...ctx, providers: [without] }, id);
    expect(use.shop.log.join()).toContain("a look at a link failed and will be repeated");
    controlled().expireAuthorization({ customer: "hanako" });
    await use.shop.reconcileAfter(100_000);
    expect(await linkOf()).toMatchObject({ status: "ended" });
  });

  it.each(["reset_after", "reset_before", "html_502", "rate_limit"] as const)(
    "until it has ended at PayPay too, when unlinking meets %s: here it has ended at once",
    async (kind) => {
      await linkAccount(use.shop);
      controlled().calls.clear();
      controlled().faults.add({ kind, match: { method: "DELETE" }, times: 1 });
      const browser = openBrowser(use.shop, "mune");
      expect(await browser.unlink()).toMatchObject({ status: "ended", endedBecause: "unlinked" });
      await settle();
      expect(states()).toEqual(["hanako INACTIVE"]);
      const { authorizationCipher, nextLookAt } = accountLinks;
      const [row] = await use.database.db.select({ authorizationCipher, nextLookAt }).from(accountLinks);
      expect(row).toEqual({ authorizationCipher: null, nextLookAt: null });
      expect(calls().filter((call) => call === unlink).length).toBeLessThanOrEqual(2);
      // Asked again, nothing more is asked of PayPay.
      controlled().calls.clear();
      expect(await browser.unlink()).toMatchObject({ status: "ended" });
      expect(calls()).toEqual([]);
    },
  );

  it("until it has ended at PayPay too, even when the process dies that unlinked it", async () => {
    await linkAccount(use.shop);
    const { payments: ctx } = await use.shop.kaikei.open();
    await endActiveLink(ctx.db, ownerOf(ctx, "mune"), claimTimes(ctx));
    await settle(2);
    expect(states()).toEqual(["hanako ACTIVE"]);
    await use.shop.reconcileAfter(90_000);
    await settle(2);
    expect(states()).toEqual(["hanako INACTIVE"]);
  });

  it("and a wallet that two customers have linked stays linked to the one when the other unlinks it", async () => {
    const hers = await linkAccount(use.shop, { customer: "mune", wallet: "hanako" });
    const his = await linkAccount(use.shop, { customer: "sora", wallet: "hanako" });
    expect(his.authorization).toBe(hers.authorization);
    await use.shop.kaikei.accounts.unlink({ customer: "mune" });
    await settle();
    expect(states()).toEqual(["hanako ACTIVE"]);
    expect(await linkOf("sora")).toMatchObject({ status: "active" });
    await use.shop.kaikei.accounts.unlink({ customer: "sora" });
    await settle();
    expect(states()).toEqual(["hanako INACTIVE"]);
  });

  it("and a wallet that is linked again while it is being unlinked stays linked", async () => {
    await linkAccount(use.shop);
    controlled().faults.add({ kind: "reset_before", match: { method: "DELETE" }, times: 1 });
    await use.shop.kaikei.accounts.unlink({ customer: "mune" });
    await linkAccount(use.shop);
    await settle();
    expect(states()).toEqual(["hanako ACTIVE"]);
    expect(await linkOf()).toMatchObject({ status: "active" });
  });

  it("and its account is asked for by name where PayPay left that out and she allowed it", async () => {
    const { id } = await linkAccount(use.shop, { scopes: ["direct_debit", "user_profile"] });
    await use.database.db.execute("update kaikei.account_links set masked_phone = null");
    const { payments: ctx } = await use.shop.kaikei.open();
    await doubtLink(ctx, id);
    expect(await linkOf()).toMatchObject({ maskedPhone: expect.stringMatching(/^\*+\d{4}$/) });
  });
});

describe("somebody who can reach our address", () => {
  const use = useShop("postgres", { webhooks: false, kaikei: { identifyCustomer: identifyByCookie } });
  const tell = (event: object) =>
    use.shop.request("/notifications/paypay", { method: "POST", body: JSON.stringify(event) });
  const changes = ["succeeded", "failed", "revoked", "extended", "canceled"];
  const types = changes.flatMap((change) => [
    `customer.authroization.${change}`,
    `customer.authorization.${change}`,
  ]);

  it("says of a link that it was revoked, prolonged or made: PayPay is asked once a minute, and nothing changes", async () => {
    const { authorization: userAuthorizationId, ...link } = await linkAccount(use.shop);
    const before = await use.shop.kaikei.accounts.get({ customer: "mune" });
    use.shop.pass(dayMs);
    use.shop.emulator.control.calls.clear();
    for (let turn = 0; turn < 60; turn += 1) {
      const event = { userAuthorizationId, scopes: "cashback", expiry: 1, referenceId: link.id };
      await Promise.all(types.map((notification_type) => tell({ ...event, notification_type })));
      use.shop.pass(1000);
    }
    await use.shop.idle();
    expect(use.shop.calls()).toEqual([status]);
    expect(await use.shop.kaikei.accounts.get({ customer: "mune" })).toEqual(before);
    // The hints beyond the budget were not lost.
    await use.shop.reconcileAfter(60_000);
    expect(use.shop.calls()).toEqual([status, status]);
  });

  it("makes up a thousand accounts: PayPay is not asked, and nothing is kept", async () => {
    await linkAccount(use.shop);
    use.shop.emulator.control.calls.clear();
    for (let turn = 0; turn < 100; turn += 1) {
      await Promise.all(
        types.map((notification_type, at) =>
          tell({ notification_type, userAuthorizationId: `made-up-${turn}-${at}` }),
        ),
      );
    }
    await use.shop.reconcileAfter(60_000);
    expect(use.shop.calls()).toEqual([]);
    expect(await use.database.db.select().from(notifications)).toEqual([]);
  });

  it("says that a link succeeded, with its nonce and all: it is completed by her browser alone", async () => {
    const browser = openBrowser(use.shop, "mune");
    const { url, attempt } = await browser.begin();
    const { control } = use.shop.emulator;
    const { returnTo } = control.link({ url, customer: "hanako", answer: "accept" });
    const [authorization] = control.authorizations();
    const event = { userAuthorizationId: authorization?.userAuthorizationId, referenceId: attempt };
    for (const notification_type of types) await tell({ ...event, notification_type });
    await use.shop.reconcileAfter(60_000);
    expect(await browser.account()).toMatchObject({ status: "not_linked", confirmation: null });
    expect(await browser.comeBack(returnTo)).toMatchObject({ outcome: "linked" });
  });
});
