import { describe, expect, it } from "vitest";
import { payments } from "../store/schema.ts";
import { engines } from "../testing/database.ts";
import { useShop } from "../testing/use-shop.ts";

const createCode = { method: "POST", path: "/v2/codes" } as const;
const orders = ["cake", "tart", "roll", "scone", "eclair", "pie"];
const prices = new Map([...orders, "bun"].map((order) => [order, 500]));

function answer(status: number, code: string, headers: Record<string, string> = {}) {
  const body = { resultInfo: { code, message: "no", codeId: "" }, data: null };
  return { kind: "status", status, body, headers } as const;
}
const unauthorized = answer(401, "UNAUTHORIZED");

describe.each(engines)("a provider that asks us to wait, remembered in %s", (engine) => {
  const use = useShop(engine, { webhooks: false, prices });

  it("limits our rate for a minute: two processes call it five times at most, nothing fails, everything finishes", async () => {
    const { shop, database } = use;
    const other = shop.another();
    const { control } = shop.emulator;
    const tick = async () => {
      shop.pass(1000);
      await Promise.all([shop.kaikei.reconcile(), other.kaikei.reconcile()]);
    };
    const started: string[] = [];
    for (const order of orders) {
      started.push((await shop.start(order)).payment.id);
      await tick();
    }
    const [first = "", ...others] = started;
    control.pay({ merchantPaymentId: first, customer: "hanako" });
    for (let second = 0; second < 10; second += 1) await tick();

    control.faults.add({ kind: "rate_limit" });
    control.calls.clear();
    for (const id of others) control.pay({ merchantPaymentId: id, customer: "hanako" });
    for (let second = 0; second < 60; second += 1) {
      if (second === 5) await other.start("bun");
      if (second === 8) await shop.kaikei.payments.refund({ payment: first, amount: 100 });
      await tick();
    }
    expect(control.calls.list().length).toBeLessThanOrEqual(5);
    const rows = await database.db.select().from(payments);
    expect(rows.map(({ failures, attention }) => [failures, attention])).toEqual(rows.map(() => [0, null]));

    control.faults.clear();
    for (let second = 0; second < 60; second += 1) await tick();
    expect(new Set([...shop.paidOrders, ...other.paidOrders])).toEqual(new Set(orders));
    expect(await shop.kaikei.payments.list({ order: "bun" })).toMatchObject([{ status: "pending" }]);
    expect(await shop.kaikei.payments.operations(first)).toMatchObject([{ status: "done" }]);
  });

  it("one process was told to wait: another calls neither, and after the pause one call at a time tries", async () => {
    const { shop } = use;
    const other = shop.another();
    const { control } = shop.emulator;
    for (const order of orders) await shop.start(order);
    control.faults.add({ ...answer(429, "RATE_LIMIT", { "Retry-After": "60" }) });
    control.calls.clear();
    shop.pass(5000);
    await shop.kaikei.payments.refresh((await shop.kaikei.payments.list())[0]?.id ?? "");
    expect(shop.calls()).toHaveLength(1);
    for (let second = 0; second < 59; second += 5) await other.reconcileAfter(5000 - 90);
    expect(shop.calls()).toHaveLength(1);
    shop.pass(6000);
    await Promise.all([shop.kaikei.reconcile(), other.kaikei.reconcile()]);
    expect(shop.calls()).toHaveLength(2);
    control.faults.clear();
    for (let second = 0; second < 100; second += 1) await other.reconcileAfter(1000);
    expect(shop.calls().length).toBeGreaterThan(10);
    expect(shop.log.concat(other.log).filter((line) => line.includes("asks us to wait"))).toHaveLength(2);
  });

  it("a key that is not accepted: looks stop after two refusals, once a minute one asks, payments stay open", async () => {
    const { shop, database } = use;
    const { control } = shop.emulator;
    const grants = [];
    for (const order of orders) {
      grants.push(await shop.start(order));
      await shop.reconcileAfter(700);
    }
    control.faults.add(unauthorized);
    control.calls.clear();
    for (let second = 0; second < 180; second += 1) await shop.reconcileAfter(1000);
    const seen = control.calls.list().length;
    expect(seen).toBeGreaterThanOrEqual(4);
    expect(seen).toBeLessThanOrEqual(5);
    const response = await shop.request("/payments", { method: "POST", body: '{"order":"bun"}' });
    expect(response.status).toBe(502);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ error: { code: "provider_unauthorized" } });
    expect(control.calls.list()).toHaveLength(seen);
    expect(shop.log.filter((line) => line.includes("does not accept our key; it"))).toHaveLength(1);
    const rows = await database.db.select().from(payments);
    expect(rows.map(({ failures }) => failures)).toEqual(rows.map(() => 0));

    for (const { payment } of grants) {
      control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    }
    control.faults.clear();
    for (let second = 0; second < 100; second += 1) await shop.reconcileAfter(1000);
    expect(shop.paidOrders.sort()).toEqual([...orders].sort());
  });
});

describe("while a provider asks us to wait", () => {
  const use = useShop("postgres", { webhooks: false });

  it("for a moment, the shopper waits on the page and gets the code right after it", async () => {
    const { shop } = use;
    shop.emulator.control.faults.add({ kind: "rate_limit", match: createCode, times: 1 });
    const grant = await shop.start("cake");
    expect(grant.payment).toMatchObject({ status: "created", nextAction: null });
    expect(grant.payment.pollAfterMs).toBeGreaterThanOrEqual(2000);
    expect(grant.payment.pollAfterMs).toBeLessThanOrEqual(3000);
    expect((await shop.start("cake")).payment.id).toBe(grant.payment.id);
    expect(shop.emulator.control.calls.list()).toHaveLength(1);
    shop.pass(3000);
    await shop.show(grant);
    await shop.idle();
    expect(await shop.show(grant)).toMatchObject({ status: "pending", nextAction: { kind: "scan_qr" } });
  });

  it("for long, a start is told when to try again, and then the same payment continues", async () => {
    const { shop } = use;
    const wait = answer(429, "RATE_LIMIT", { "Retry-After": "120" });
    shop.emulator.control.faults.add({ ...wait, match: createCode, times: 1 });
    for (const body of ['{"order":"cake"}', '{"order":"cake"}']) {
      const response = await shop.request("/payments", { method: "POST", body });
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ error: { code: "provider_busy", retryable: true } });
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThanOrEqual(120);
    }
    expect(shop.emulator.control.calls.list()).toHaveLength(1);
    shop.pass(121_000);
    expect((await shop.start("cake")).payment.status).toBe("pending");
    expect(await shop.kaikei.payments.list()).toHaveLength(1);
  });

  it("a poll is told not to come back before the pause ends", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const wait = answer(503, "MAINTENANCE_MODE", { "Retry-After": "100" });
    shop.emulator.control.faults.add({ ...wait });
    await shop.reconcileAfter(5000);
    const view = await shop.show(grant);
    expect(view.status).toBe("pending");
    expect(view.pollAfterMs).toBeGreaterThanOrEqual(100_000);
  });

  it("a create that maintenance answered stays uncertain, and is asked for with the same request afterwards", async () => {
    const { shop } = use;
    const wait = { ...answer(503, "MAINTENANCE_MODE", { "Retry-After": "20" }), after: true };
    shop.emulator.control.faults.add({ ...wait, match: createCode, times: 1 });
    const { payment } = await shop.start("cake");
    expect(payment).toMatchObject({ status: "created" });
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ uncertain: true });
    for (let second = 0; second < 40; second += 1) await shop.reconcileAfter(1000);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "pending" });
    expect(shop.emulator.control.ledger().codes).toHaveLength(1);
  });

  it("a refusal that speaks of one call or shopper stops nobody", async () => {
    const { shop } = use;
    const { control } = shop.emulator;
    const grant = await shop.start("cake");
    for (const code of ["OP_OUT_OF_SCOPE", "INVALID_USER_AUTHORIZATION_ID", "USER_STATE_IS_NOT_ACTIVE"]) {
      control.faults.add({ ...answer(401, code), times: 2 });
    }
    for (let second = 0; second < 240; second += 1) await shop.reconcileAfter(1000);
    expect(shop.log.filter((line) => line.includes("does not accept our key; it"))).toEqual([]);
    control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
    await shop.reconcileAfter(300_000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("one refusal of the key alone stops nobody", async () => {
    const { shop } = use;
    await shop.start("cake");
    shop.emulator.control.faults.add({ ...unauthorized, times: 1 });
    await shop.reconcileAfter(5000);
    const before = shop.calls().length;
    await shop.reconcileAfter(5000);
    expect(shop.calls()).toHaveLength(before + 1);
  });
});
