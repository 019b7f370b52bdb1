import { beforeAll, describe, expect, it } from "vitest";
import { accountLinks, deliveries, operations, paymentEvents, payments } from "../store/schema.ts";
import { linkAccount } from "../testing/link-account.ts";
import { useShop } from "../testing/use-shop.ts";

const charge = { method: "POST", path: "/v2/payments" } as const;
const look = { method: "GET", path: "/v2/payments" } as const;
const cancel = { method: "DELETE", path: "/v2/payments" } as const;
/** An answer that does not say whether PayPay acted. A mere reset would be healed by sending it again over a new connection. */
const tookIt = { kind: "refuse", code: "SERVICE_ERROR", after: true, times: 1 } as const;
const didNot = { ...tookIt, after: false } as const;
const request = () => new Request("http://localhost:3000/");

describe("when the answer to a charge is lost", () => {
  const prices = new Map([
    ["cake", 4200],
    ["tart", 4200],
  ]);
  const kaikei = { identifyCustomer: () => ({ id: "mune" }) };
  const use = useShop("postgres", { webhooks: false, prices, kaikei });
  // Loading it is a part of the first call, and takes longer than that on a busy machine.
  beforeAll(() => import("undici"));

  const tap = (order = "cake", agreeSimilar = false) =>
    use.shop.kaikei.payments.start({ order, request: request(), method: "linked_account", agreeSimilar });
  const charges = () => use.shop.emulator.control.ledger().payments;
  const kept = () =>
    charges().reduce(
      (sum, { status, captured, refunded }) => sum + (status === "FAILED" ? 0 : captured - refunded),
      0,
    );
  const count = (call: string) => use.shop.calls().filter((one) => one === call).length;
  const stored = async (id: string) => use.shop.kaikei.payments.get(id);

  async function until(isSo: () => boolean): Promise<void> {
    for (let pass = 0; pass < 60 && !isSo(); pass += 1) await use.shop.reconcileAfter(5000);
    expect(isSo()).toBe(true);
  }

  it("PayPay took the money: one look finds it, within the same tap", async () => {
    const { shop } = use;
    await linkAccount(shop);
    shop.emulator.control.faults.add({ ...tookIt, match: charge });
    expect(await tap()).toMatchObject({ status: "completed", captured: 4200 });
    expect(kept()).toBe(4200);
  });

  it("PayPay never got it: after two looks that find nothing the same charge is asked for again", async () => {
    const { shop } = use;
    await linkAccount(shop);
    shop.emulator.control.faults.add({ ...didNot, match: charge });
    const tapped = await tap();
    expect(tapped).toMatchObject({ status: "created", uncertain: true });
    for (let pass = 0; pass < 6; pass += 1) {
      await shop.reconcileAfter(9000);
      expect(count("POST /v2/payments")).toBe(1);
    }
    await shop.reconcileAfter(9000);
    await shop.reconcileAfter(9000);
    expect(await stored(tapped.id)).toMatchObject({ status: "completed" });
    expect(charges().map(({ merchantPaymentId }) => merchantPaymentId)).toEqual([tapped.id]);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("a resolveOrder that never returns does not stop the watch: she is not charged, and the others are looked at", async () => {
    const amount = { amount: 4200, currency: "JPY" } as const;
    const shop = await use.open({
      kaikei: {
        ...kaikei,
        hookTimeoutMs: 50,
        resolveOrder: ({ request }) => (request === null ? new Promise(() => undefined) : { amount }),
      },
    });
    await linkAccount(shop);
    shop.emulator.control.faults.add({ ...didNot, match: charge });
    const tapped = await tap();
    for (let pass = 0; pass < 30; pass += 1) await shop.reconcileAfter(9000);
    expect(await stored(tapped.id)).toMatchObject({ status: "failed" });
    expect(count("POST /v2/payments")).toBe(1);
  });

  it.each([5_000, 20_000, 40_000, 65_000, 95_000])(
    "PayPay takes the money %i ms later: it is taken once, and told once",
    async (milliseconds) => {
      const { shop } = use;
      await linkAccount(shop);
      shop.emulator.control.faults.add({ kind: "late_effect", milliseconds, match: charge, times: 2 });
      const tapped = await tap();
      for (let pass = 0; pass < 30; pass += 1) await shop.reconcileAfter(5000);
      expect(await stored(tapped.id)).toMatchObject({ status: "completed" });
      expect(kept()).toBe(4200);
      expect(shop.paidOrders).toEqual(["cake"]);
    },
  );

  it.each([
    ["its answer comes", []],
    ["its answer is lost too", [{ kind: "reset_after" as const, match: cancel, times: 2 }]],
    ["it fails at first", [{ kind: "html_502" as const, match: cancel, times: 2 }]],
  ])(
    "no look says what became of it: it is cancelled by machine (%s), she has her money back and may pay anew",
    async (_when, faults) => {
      const { shop } = use;
      await linkAccount(shop);
      const { control } = shop.emulator;
      control.faults.add({ ...tookIt, match: charge });
      control.faults.add({ kind: "html_502", match: look });
      for (const fault of faults) control.faults.add(fault);
      const tapped = await tap();
      await until(() => count("DELETE /v2/payments/:id") > 0);
      expect(await stored(tapped.id)).toMatchObject({ status: "created" });
      control.faults.clear();
      for (let pass = 0; pass < 10; pass += 1) await shop.reconcileAfter(60_000);
      expect(await stored(tapped.id)).toMatchObject({ status: "canceled", uncertain: false });
      expect(kept()).toBe(0);
      expect(shop.paidOrders).toEqual([]);
      shop.pass(600_000);
      expect(await tap()).toMatchObject({ status: "completed" });
      expect(kept()).toBe(4200);
    },
  );

  it("a cancel by machine takes its time: money that is still there meanwhile is not told as paid", async () => {
    const shop = await use.open({ emulator: { cancelSettlesAfterSeconds: 120 } });
    await linkAccount(shop);
    const { control } = shop.emulator;
    control.faults.add({ ...tookIt, match: charge });
    control.faults.add({ kind: "html_502", match: look });
    const tapped = await tap();
    await until(() => count("DELETE /v2/payments/:id") > 0);
    control.faults.clear();
    await shop.reconcileAfter(30_000);
    await shop.reconcileAfter(30_000);
    expect(charges()).toMatchObject([{ status: "COMPLETED" }]);
    expect(await stored(tapped.id)).toMatchObject({ status: "created", uncertain: true });
    for (let pass = 0; pass < 6; pass += 1) await shop.reconcileAfter(60_000);
    expect(await stored(tapped.id)).toMatchObject({ status: "canceled" });
    expect(shop.paidOrders).toEqual([]);
  });

  it("a cancel by machine that PayPay refuses: two looks 30 s apart say that the money is ours, and the shop hears of it", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const { control } = shop.emulator;
    control.faults.add({ ...tookIt, match: charge });
    control.faults.add({ kind: "html_502", match: look });
    control.faults.add({ kind: "refuse", code: "ORDER_NOT_REVERSIBLE", match: cancel });
    const tapped = await tap();
    await until(() => count("DELETE /v2/payments/:id") > 0);
    control.faults.clear();
    for (let pass = 0; pass < 6; pass += 1) await shop.reconcileAfter(60_000);
    expect(await stored(tapped.id)).toMatchObject({ status: "completed" });
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("the repeat is refused: looks agree that there is nothing, and only then it has failed, for that reason", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const { control } = shop.emulator;
    control.faults.add({ ...didNot, match: charge });
    const tapped = await tap();
    control.setCustomer({ customer: "hanako", balance: 100 });
    await until(() => count("POST /v2/payments") > 1);
    expect(await stored(tapped.id)).toMatchObject({ status: "created", uncertain: true });
    for (let pass = 0; pass < 16; pass += 1) await shop.reconcileAfter(5000);
    expect(await stored(tapped.id)).toMatchObject({ status: "failed", declineReason: "insufficient_funds" });
    expect(kept()).toBe(0);
  });

  it("the order is not to be paid any more: what certainly did not happen is not asked for again", async () => {
    const { shop } = use;
    await linkAccount(shop);
    shop.emulator.control.faults.add({ ...didNot, match: charge });
    const tapped = await tap();
    prices.delete("cake");
    for (let pass = 0; pass < 20; pass += 1) await shop.reconcileAfter(5000);
    prices.set("cake", 4200);
    expect(await stored(tapped.id)).toMatchObject({ status: "failed", declineReason: null });
    expect(count("POST /v2/payments")).toBe(1);
  });

  it("she unlinks meanwhile: nothing is charged any more", async () => {
    const { shop } = use;
    await linkAccount(shop);
    shop.emulator.control.faults.add({ ...didNot, match: charge });
    const tapped = await tap();
    await shop.kaikei.accounts.unlink({ customer: "mune" });
    for (let pass = 0; pass < 40; pass += 1) await shop.reconcileAfter(5000);
    expect(await stored(tapped.id)).toMatchObject({ status: "failed", declineReason: "authorization_ended" });
    expect(kept()).toBe(0);
  });

  it("until it is known, nothing else is begun for the order, and no similar payment of that account at all", async () => {
    const { shop } = use;
    await linkAccount(shop, {});
    shop.emulator.control.faults.add({ ...didNot, match: charge });
    const tapped = await tap();
    expect((await tap()).id).toBe(tapped.id);
    expect((await shop.start("cake")).payment.id).toBe(tapped.id);
    const uncertain = { code: "charge_uncertain", status: 409, retryable: true };
    await expect(tap("cake", true)).rejects.toMatchObject(uncertain);
    await expect(tap("tart", true)).rejects.toMatchObject(uncertain);
    const bill = { customer: "mune", order: "cake" };
    await expect(shop.kaikei.payments.charge({ ...bill, key: "k" })).rejects.toMatchObject(uncertain);
    await expect(shop.kaikei.payments.request(bill)).rejects.toMatchObject(uncertain);
    expect(count("POST /v2/payments")).toBe(1);
    expect(count("POST /v2/codes")).toBe(0);
  });

  it("she gives up: it is cancelled, and closed only once nothing can come of it", async () => {
    const { shop } = use;
    await linkAccount(shop);
    shop.emulator.control.faults.add({ kind: "late_effect", milliseconds: 20_000, match: charge, times: 2 });
    const tapped = await tap();
    expect(tapped.status).toBe("created");
    expect(await shop.kaikei.payments.cancel(tapped.id)).toMatchObject({ status: "canceled" });
    for (let pass = 0; pass < 10; pass += 1) await shop.reconcileAfter(30_000);
    expect(kept()).toBe(0);
    expect(shop.paidOrders).toEqual([]);
  });

  it("of a request: it is found by a look, or asked for again, and never made twice", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const { control } = shop.emulator;
    const create = { method: "POST", path: "/v1/requestOrder" } as const;
    control.faults.add({ ...tookIt, match: create });
    const found = await shop.kaikei.payments.request({ customer: "mune", order: "cake" });
    expect(found).toMatchObject({ status: "pending", nextAction: { kind: "open_wallet" } });
    expect((await shop.kaikei.payments.request({ customer: "mune", order: "cake" })).id).toBe(found.id);
    shop.pass(600_000);
    control.faults.add({ ...didNot, match: create });
    const asked = await shop.kaikei.payments.request({ customer: "mune", order: "tart" });
    expect(asked).toMatchObject({ status: "created" });
    for (let pass = 0; pass < 16; pass += 1) await shop.reconcileAfter(5000);
    expect(await stored(asked.id)).toMatchObject({ status: "pending" });
    expect(control.ledger().requests).toHaveLength(2);
  });

  it("two processes bill with the same key at once: one charge, and both get it", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const bill = { customer: "mune", order: "cake", key: "box-2026-11" };
    const other = shop.another();
    const paid = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 ? shop : other).kaikei.payments.charge(bill)),
    );
    expect(new Set(paid.map(({ id }) => id)).size).toBe(1);
    expect(count("POST /v1/subscription/payments")).toBe(1);
    expect(kept()).toBe(4200);
  });

  it("billed with the same key by another process while the shop says the price: that charge comes back", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const bill = { customer: "mune", order: "cake", key: "box-2026-11" };
    const lost = { method: "POST", path: "/v1/subscription/payments" };
    shop.emulator.control.faults.add({ ...didNot, match: lost });
    let theirs: string | undefined;
    const slow = shop.another({
      resolveOrder: async () => {
        theirs ??= (await shop.kaikei.payments.charge(bill)).id;
        return { amount: { amount: 4200, currency: "JPY" } };
      },
    });
    const ours = await slow.kaikei.payments.charge(bill);
    expect(ours).toMatchObject({ id: theirs, status: "created", uncertain: true });
    expect(await shop.kaikei.payments.list({ order: "cake" })).toHaveLength(1);
  });

  it("twenty taps in two processes: one charge", async () => {
    const { shop } = use;
    await linkAccount(shop);
    const other = shop.another();
    const start = { order: "cake", request: request(), method: "linked_account" } as const;
    const tapped = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? shop : other).kaikei.payments.start(start)),
    );
    expect(new Set(tapped.map(({ id }) => id)).size).toBe(1);
    expect(count("POST /v2/payments")).toBe(1);
  });
});

describe("what an account is charged with", () => {
  const use = useShop("postgres", { kaikei: { identifyCustomer: () => ({ id: "mune" }) } });

  it("is in no row, no log, no answer and no error, also when a charge fails or is not known", async () => {
    const { shop } = use;
    const { authorization } = await linkAccount(shop);
    const { faults } = shop.emulator.control;
    const said: string[] = [];
    const tap = async () => {
      const body = JSON.stringify({ order: "cake", method: "linked_account" });
      const response = await shop.request("/payments", { method: "POST", body });
      said.push(JSON.stringify([...response.headers]), await response.text());
    };
    faults.add({ kind: "refuse", code: "NON_KYC_USER", match: charge, times: 1 });
    await tap();
    faults.add({ kind: "status", status: 500, body: `leaked ${authorization}`, match: charge, times: 1 });
    await tap();
    for (let pass = 0; pass < 20; pass += 1) await shop.reconcileAfter(5000);
    const paid = (await shop.kaikei.payments.list()).find(({ status }) => status === "completed");
    await shop.kaikei.payments.refund({ payment: paid?.id ?? "" });
    const { db } = use.database;
    const tables = [payments, paymentEvents, operations, deliveries, accountLinks];
    const rows = await Promise.all(tables.map((table) => db.select().from(table)));
    const written = JSON.stringify(rows);
    expect(written).toContain("linked_account");
    for (const text of [written, ...said, ...shop.log]) expect(text).not.toContain(authorization);
  });
});
