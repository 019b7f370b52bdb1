import { describe, expect, it } from "vitest";
import type { KaikeiOptions } from "../kaikei-options.ts";
import type { CashbackCalls } from "../provider.ts";
import { getCashback } from "../store/cashback-store.ts";
import { engines } from "../testing/database.ts";
import { linkAccount } from "../testing/link-account.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";
import { followCashback } from "./follow.ts";
import { giveCashback } from "./give.ts";

const postCashback = { method: "POST", path: "/v2/cashback" } as const;
const postReversal = { method: "POST", path: "/v2/cashback_reversal" } as const;
const give = { customer: "mune", amount: 300, key: "third-order" } as const;

describe.each(engines)("points, recorded in %s", (engine) => {
  const use = useShop(engine, { webhooks: false });

  const ledger = () => use.shop.emulator.control.ledger();
  const balance = () => ledger().customers.find(({ id }) => id === "hanako")?.balance ?? 0;
  const timesAsked = (path: string) => use.shop.calls().filter((call) => call === `POST ${path}`).length;
  const link = () => linkAccount(use.shop, { customer: "mune", wallet: "hanako" });

  async function given(shop: TestShop = use.shop) {
    await link();
    const { id } = await shop.kaikei.cashback.give(give);
    await shop.reconcileAfter(5000);
    return id;
  }

  /** The same shop, whose PayPay answers these calls otherwise. */
  function withCalls(change: (real: CashbackCalls) => Partial<CashbackCalls>): TestShop {
    const real = use.shop.providerAt(use.shop.emulator.url)();
    if (real.cashback === undefined) throw new Error("the provider gives no cashback");
    const cashback = { ...real.cashback, ...change(real.cashback) };
    const providers: KaikeiOptions["providers"] = [() => ({ ...real, cashback })];
    return use.shop.another({ providers });
  }

  it("are accepted at first, and given once PayPay says so", async () => {
    const { shop } = use;
    await link();
    const before = balance();
    const asked = await shop.kaikei.cashback.give({ ...give, reason: "Your third cake" });
    expect(asked).toMatchObject({ kind: "give", status: "accepted", customer: "mune", problem: null });
    expect(asked.amount).toEqual({ amount: 300, currency: "JPY" });
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.cashback.get(asked.id)).toMatchObject({ status: "done" });
    expect(await shop.kaikei.cashback.list({ customer: "mune" })).toMatchObject([{ id: asked.id }]);
    expect(await shop.kaikei.cashback.list({ customer: "somebody else" })).toEqual([]);
    expect(balance() - before).toBe(300);
  });

  it("asked for many times with one key are given once; another amount or customer under that key is refused", async () => {
    const { kaikei } = use.shop;
    await link();
    const asked = await Promise.all(Array.from({ length: 10 }, () => kaikei.cashback.give(give)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(timesAsked("/v2/cashback")).toBe(1);
    const conflict = { code: "idempotency_conflict" };
    await expect(kaikei.cashback.give({ ...give, amount: 301 })).rejects.toMatchObject(conflict);
    await expect(kaikei.cashback.give({ ...give, customer: "tanaka" })).rejects.toMatchObject(conflict);
  });

  it("are not asked for by a process that stood still after it wrote down that it asks; the next one asks, once", async () => {
    const { shop } = use;
    await link();
    const { payments: ctx } = await shop.kaikei.open();
    let asked = 0;
    // Frozen between the first look at the clock, for the claim, and the second, before the call.
    const frozen = { ...ctx, clock: () => new Date(ctx.clock().getTime() + (asked++ < 2 ? 0 : 60_000)) };
    expect(await giveCashback(frozen, give)).toMatchObject({ status: "requested" });
    expect(timesAsked("/v2/cashback")).toBe(0);
    await shop.reconcileAfter(120_000);
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.cashback.give(give)).toMatchObject({ status: "done" });
    expect(timesAsked("/v2/cashback")).toBe(1);
  });

  it("stay known by their key after the link has ended, and are not given without a link", async () => {
    const { kaikei } = use.shop;
    const id = await given();
    await kaikei.accounts.unlink({ customer: "mune" });
    expect(await kaikei.cashback.give(give)).toMatchObject({ id, status: "done" });
    const more = { ...give, key: "fourth-order" };
    await expect(kaikei.cashback.give(more)).rejects.toMatchObject({ code: "account_not_linked" });
    expect(await kaikei.cashback.list()).toHaveLength(1);
  });

  it("the merchant's funds are too low: PayPay answers 200, and it is declined", async () => {
    const { shop } = use;
    shop.emulator.control.setMerchant({ cashbackFunds: 299 });
    await link();
    const { id, status } = await shop.kaikei.cashback.give(give);
    expect(status).toBe("accepted");
    await shop.reconcileAfter(5000);
    const declined = { status: "declined", problem: "NOT_ENOUGH_MONEY" };
    expect(await shop.kaikei.cashback.get(id)).toMatchObject(declined);
    expect(await shop.kaikei.cashback.give(give)).toMatchObject({ id, ...declined });
  });

  it("PayPay gave but its answer is lost: it is looked up, and not given twice", async () => {
    const { shop } = use;
    await link();
    const before = balance();
    shop.emulator.control.faults.add({ kind: "reset_after", match: postCashback });
    const { id, status } = await shop.kaikei.cashback.give(give);
    expect(status).toBe("uncertain");
    shop.emulator.control.faults.clear();
    for (let pass = 0; pass < 5; pass += 1) await shop.reconcileAfter(31_000);
    expect(await shop.kaikei.cashback.get(id)).toMatchObject({ status: "done" });
    expect(balance() - before).toBe(300);
    expect(timesAsked("/v2/cashback")).toBe(1);
  });

  it("the request was lost on its way: nothing is asked a second time, a person is shown it and says what became of it", async () => {
    const { shop } = use;
    await link();
    const before = balance();
    shop.emulator.control.faults.add({ kind: "reset_before", match: postCashback });
    const { id } = await shop.kaikei.cashback.give(give);
    shop.emulator.control.faults.clear();
    expect(await shop.kaikei.cashback.list({ needsAttention: true })).toEqual([]);
    const tooEarly = shop.kaikei.cashback.resolve({ cashback: id, outcome: "declined" });
    await expect(tooEarly).rejects.toMatchObject({ code: "cashback_refused" });
    for (let pass = 0; pass < 6; pass += 1) await shop.reconcileAfter(40_000);
    expect(timesAsked("/v2/cashback")).toBe(1);
    expect(await shop.kaikei.cashback.list({ needsAttention: true })).toMatchObject([
      { id, status: "uncertain" },
    ]);
    const resolved = await shop.kaikei.cashback.resolve({ cashback: id, outcome: "declined" });
    expect(resolved).toMatchObject({ status: "declined", problem: "resolved_by_person" });
    expect(await shop.kaikei.cashback.list({ needsAttention: true })).toEqual([]);
    await shop.kaikei.cashback.give({ ...give, key: "third-order-again" });
    expect(balance() - before).toBe(300);
  });

  it("PayPay refuses for good: declined at once, and looked at no more", async () => {
    const { shop } = use;
    await link();
    shop.emulator.control.expireAuthorization({ customer: "hanako" });
    expect(await shop.kaikei.cashback.give(give)).toMatchObject({
      status: "declined",
      problem: "EXPIRED_USER_AUTHORIZATION_ID",
    });
    await shop.reconcileAfter(3_600_000);
    expect(shop.calls().filter((call) => call.startsWith("GET /v2/cashback"))).toEqual([]);
  });

  it("PayPay asks us to wait: it is asked for when the wait is over, with the same id", async () => {
    const { shop } = use;
    await link();
    shop.emulator.control.faults.add({ kind: "status", status: 429, match: postCashback, times: 1 });
    const { id, status } = await shop.kaikei.cashback.give(give);
    expect(status).toBe("requested");
    // While PayPay wants to be left alone, nobody asks for anything else either.
    expect(await shop.kaikei.cashback.give({ ...give, key: "another" })).toMatchObject({
      status: "requested",
    });
    expect(timesAsked("/v2/cashback")).toBe(1);
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(61_000);
    expect(await shop.kaikei.cashback.get(id)).toMatchObject({ status: "done" });
    expect(ledger().cashbacks.map(({ merchantCashbackId }) => merchantCashbackId)).toContain(id);
    expect(timesAsked("/v2/cashback")).toBe(3);
  });

  it("the link ends before PayPay could be asked: it is declined, and PayPay is not asked", async () => {
    const { shop } = use;
    await link();
    shop.emulator.control.faults.add({ kind: "status", status: 429, match: postCashback, times: 1 });
    const { id } = await shop.kaikei.cashback.give(give);
    await shop.kaikei.accounts.unlink({ customer: "mune" });
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(61_000);
    expect(await shop.kaikei.cashback.get(id)).toMatchObject({
      status: "declined",
      problem: "account_not_linked",
    });
    expect(timesAsked("/v2/cashback")).toBe(1);
  });

  it("an id that has acted is refused like a bad request: only looks decide, and find that it was given", async () => {
    const shop = withCalls((real) => ({
      give: async (call) => {
        await real.give(call);
        return real.give(call);
      },
    }));
    await link();
    const before = balance();
    const { id, status } = await shop.kaikei.cashback.give(give);
    expect(status).toBe("uncertain");
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.cashback.get(id)).toMatchObject({ status: "done", problem: null });
    expect(balance() - before).toBe(300);
  });

  it("its process died between writing it down and asking: the next pass asks", async () => {
    const { shop } = use;
    const dying = withCalls(() => ({ give: () => Promise.reject(new Error("the process dies here")) }));
    await link();
    const before = balance();
    await expect(dying.kaikei.cashback.give(give)).rejects.toThrow("dies here");
    // It died after saying that it asks: nobody knows, so it is only looked at.
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(91_000);
    expect(timesAsked("/v2/cashback")).toBe(0);
    expect(await shop.kaikei.cashback.list({ needsAttention: true })).toHaveLength(1);
    expect(balance()).toBe(before);
  });

  it("two processes that find the same one due ask for it once", async () => {
    const { shop } = use;
    await link();
    shop.emulator.control.faults.add({ kind: "status", status: 429, match: postCashback, times: 1 });
    await shop.kaikei.cashback.give(give);
    shop.pass(120_000);
    const others = [shop, shop.another(), shop.another()];
    await Promise.all(others.map(({ kaikei }) => kaikei.reconcile()));
    expect(timesAsked("/v2/cashback")).toBe(2);
    expect(ledger().cashbacks).toHaveLength(1);
  });

  it("a process that was frozen between two steps and wakes up late does not ask a second time", async () => {
    const { shop } = use;
    await link();
    shop.emulator.control.faults.add({ kind: "status", status: 429, match: postCashback, times: 1 });
    const { id } = await shop.kaikei.cashback.give(give);
    shop.pass(120_000);
    const { payments: ctx } = await shop.kaikei.open();
    const asItStood = await getCashback(ctx.db, id);
    expect(asItStood.status).toBe("requested");
    await Promise.all([followCashback(ctx, asItStood), followCashback(ctx, asItStood)]);
    await followCashback(ctx, asItStood);
    expect(timesAsked("/v2/cashback")).toBe(2);
    expect(await shop.kaikei.cashback.get(id)).toMatchObject({ status: "accepted" });
  });

  it("are taken back in parts, never more than were given, and each key once", async () => {
    const { shop } = use;
    const { kaikei } = shop;
    const id = await given();
    const before = balance();
    const reverse = { cashback: id, amount: 100, key: "returned-a-slice" } as const;
    const [first, second] = await Promise.all([
      kaikei.cashback.reverse(reverse),
      kaikei.cashback.reverse(reverse),
    ]);
    expect(first.id).toBe(second.id);
    expect(first).toMatchObject({ kind: "reverse", of: id });
    await expect(kaikei.cashback.reverse({ ...reverse, key: "more", amount: 201 })).rejects.toMatchObject({
      code: "cashback_refused",
    });
    await expect(kaikei.cashback.reverse({ ...reverse, amount: 50 })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    await kaikei.cashback.reverse({ cashback: id, key: "the rest" });
    await shop.reconcileAfter(5000);
    expect(before - balance()).toBe(300);
    expect((await kaikei.cashback.list()).map(({ status, amount }) => `${status} ${amount.amount}`)).toEqual(
      expect.arrayContaining(["done 100", "done 200", "done 300"]),
    );
    expect(timesAsked("/v2/cashback_reversal")).toBe(2);
  });

  it("fifty reversals at once of 60 % each: one is accepted", async () => {
    const { kaikei } = use.shop;
    const id = await given();
    const asked = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) =>
        kaikei.cashback.reverse({ cashback: id, amount: 180, key: `r${at}` }),
      ),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(timesAsked("/v2/cashback_reversal")).toBe(1);
  });

  it("the answer to a reversal is lost: it is looked up, and not taken back twice", async () => {
    const { shop } = use;
    const id = await given();
    const before = balance();
    shop.emulator.control.faults.add({ kind: "reset_after", match: postReversal });
    const reversal = await shop.kaikei.cashback.reverse({ cashback: id, key: "back" });
    expect(reversal.status).toBe("uncertain");
    shop.emulator.control.faults.clear();
    for (let pass = 0; pass < 5; pass += 1) await shop.reconcileAfter(31_000);
    expect(await shop.kaikei.cashback.get(reversal.id)).toMatchObject({ status: "done" });
    expect(before - balance()).toBe(300);
    expect(timesAsked("/v2/cashback_reversal")).toBe(1);
  });

  it("she has spent some of them: what was really taken back is what is recorded, and the rest can be asked back again", async () => {
    const yen = (amount: number) => ({ amount, currency: "JPY" as const });
    const shop = withCalls(() => ({
      reverse: async () => ({ kind: "accepted", value: null }),
      inspectReverse: async () => ({ kind: "done", value: { status: "done", amount: yen(120) } }),
    }));
    const id = await given();
    const { id: reversal } = await shop.kaikei.cashback.reverse({ cashback: id, key: "back" });
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.cashback.get(reversal)).toMatchObject({ status: "done", amount: yen(120) });
    expect(await shop.kaikei.cashback.reverse({ cashback: id, key: "back", amount: 300 })).toMatchObject({
      id: reversal,
    });
    expect(await shop.kaikei.cashback.reverse({ cashback: id, key: "again" })).toMatchObject({
      amount: yen(180),
    });
  });

  it("nothing is taken back of points that are not given yet", async () => {
    const { kaikei } = use.shop;
    await link();
    const { id } = await kaikei.cashback.give(give);
    await expect(kaikei.cashback.reverse({ cashback: id, key: "back" })).rejects.toMatchObject({
      code: "cashback_refused",
    });
    await expect(kaikei.cashback.reverse({ cashback: "cbk_none", key: "back" })).rejects.toMatchObject({
      code: "cashback_not_found",
    });
  });

  it("another merchant neither sees them nor takes them back, and may use the same keys", async () => {
    const id = await given();
    const { kaikei } = use.shop.another({
      providers: [use.shop.providerAt(use.shop.emulator.url, { merchantId: "200000000000000002" })],
    });
    expect(await kaikei.cashback.list()).toEqual([]);
    await expect(kaikei.cashback.reverse({ cashback: id, key: "back" })).rejects.toMatchObject({
      code: "cashback_not_found",
    });
    await expect(kaikei.cashback.give(give)).rejects.toMatchObject({ code: "account_not_linked" });
    expect(timesAsked("/v2/cashback_reversal")).toBe(0);
  });

  it.each([
    ["customer", { customer: "" }],
    ["amount", { amount: 0 }],
    ["amount", { amount: 1.5 }],
    ["amount", { amount: 100_000_000_000 }],
    ["key", { key: "" }],
    ["reason", { reason: "x".repeat(256) }],
  ])("a bad %s is named, and nothing is written", async (field, bad) => {
    const { kaikei } = use.shop;
    await expect(kaikei.cashback.give({ ...give, ...bad })).rejects.toThrow(new RegExp(`^${field}`));
    expect(await kaikei.cashback.list()).toEqual([]);
  });

  it("a payment that is not there is named, and nothing is written", async () => {
    const { kaikei } = use.shop;
    await link();
    const unknown = kaikei.cashback.give({ ...give, payment: "pay_none" });
    await expect(unknown).rejects.toMatchObject({ code: "payment_not_found" });
    expect(await kaikei.cashback.list()).toEqual([]);
  });
});
