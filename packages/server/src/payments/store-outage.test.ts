import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DatabaseHandle } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";
import { notifications } from "../store/schema.ts";
import { type PostgresServer, startPostgres } from "../testing/postgres-server.ts";
import { openTcpProxy, type TcpProxy } from "../testing/tcp-proxy.ts";
import { openTestShop, type TestShop } from "../testing/test-shop.ts";
import { errorSchema } from "../testing/wire-schemas.ts";

const order = { method: "POST", body: JSON.stringify({ order: "cake" }) };
const hook = (payment: string) => ({
  method: "POST",
  body: JSON.stringify({ notification_type: "Transaction", merchant_order_id: payment }),
});

describe("PostgreSQL fails", () => {
  let server: PostgresServer;
  let proxy: TcpProxy;
  /** Straight to the database, for a look at what is there. */
  let direct: DatabaseHandle;
  let healthy: TestShop;
  /** Reaches its database through `proxy`. */
  let shop: TestShop;

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    const url = await server.createDatabase();
    proxy = await openTcpProxy(url);
    direct = await openPostgres({ url });
    await migrate(direct.db);
    healthy = await openTestShop({ database: direct, webhooks: false });
    shop = healthy.another({ database: proxy.url });
  });
  afterEach(async () => {
    proxy.heal();
    await proxy.close();
    await healthy.close();
    await Promise.all([shop.kaikei.close(), direct.close()]);
  });

  const isUnavailable = async (response: Response) => {
    const { error } = errorSchema.parse(await response.json());
    expect([response.status, error.code, error.retryable]).toEqual([503, "store_unavailable", true]);
  };
  const codes = () => healthy.emulator.control.ledger().codes.length;
  const pay = (id: string) => healthy.emulator.control.pay({ merchantPaymentId: id, customer: "hanako" });

  /** Sends a notification and says how it was answered, and after how many real milliseconds. */
  async function timed(payment: string): Promise<{ status: number; ms: number }> {
    const before = performance.now();
    const { status } = await shop.request("/notifications/paypay", hook(payment));
    return { status, ms: performance.now() - before };
  }

  /** Does `then` once PayPay has answered a look, before anything of it can be written. */
  const shopThat = (then: () => Promise<unknown>): TestShop => {
    const real = healthy.providerAt(healthy.emulator.url)();
    return healthy.another({
      database: proxy.url,
      providers: [
        () => ({
          ...real,
          begin: async (call) => {
            const outcome = await real.begin(call);
            await then();
            return outcome;
          },
          inspect: async (call) => {
            const outcome = await real.inspect(call);
            await then();
            return outcome;
          },
        }),
      ],
    });
  };

  it("away at the start: no code without a row, and the same process serves when it is back", async () => {
    await server.halt();
    await isUnavailable(await shop.request("/payments", order));
    expect(await timed("pay_1")).toMatchObject({ status: 503 });
    expect(codes()).toBe(0);
    await server.resume();
    const grant = await shop.start("cake");
    expect(grant.payment.status).toBe("pending");
    expect(codes()).toBe(1);
  });

  it("away for a while: everything says so, notifications within a second; afterwards nothing is missing", async () => {
    const grant = await shop.start("cake");
    await server.halt();
    pay(grant.payment.id);
    const answer = await timed(grant.payment.id);
    expect(answer.status).toBe(503);
    expect(answer.ms).toBeLessThan(1000);
    await isUnavailable(await shop.request(`/payments/${grant.payment.id}`, { token: grant.token }));
    await isUnavailable(await shop.request("/payments", order));
    await expect(shop.kaikei.reconcile()).rejects.toThrow();
    await server.resume();
    expect(await timed(grant.payment.id)).toMatchObject({ status: 200 });
    await shop.idle();
    expect(await shop.show(grant)).toMatchObject({ status: "completed" });
    expect(shop.paidOrders).toEqual(["cake"]);
    expect(codes()).toBe(1);
  });

  it("silent: a notification is refused within a second, and the next one is kept once there is a way again", async () => {
    const grant = await shop.start("cake");
    proxy.swallow();
    const answers = await Promise.all(Array.from({ length: 20 }, () => timed(grant.payment.id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(503));
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(1000);
    proxy.heal();
    proxy.cut();
    expect(await timed(grant.payment.id)).toMatchObject({ status: 200 });
  });

  it("silent before anything was opened: refused within a second as well", async () => {
    proxy.swallow();
    const answer = await timed("pay_1");
    expect(answer.status).toBe(503);
    expect(answer.ms).toBeLessThan(1000);
    proxy.cut();
  });

  it("the inbox is locked: refused within a second, the rest goes on, and the row that was written late is taken up", async () => {
    const grant = await shop.start("cake");
    pay(grant.payment.id);
    await direct.db.transaction(async (tx) => {
      await tx.execute(sql`lock table kaikei.notifications in access exclusive mode`);
      const answer = await timed(grant.payment.id);
      expect(answer.status).toBe(503);
      expect(answer.ms).toBeLessThan(1000);
      expect(await shop.show(grant)).toMatchObject({ status: "pending" });
    });
    await shop.idle();
    expect(await direct.db.$count(notifications)).toBe(1);
    expect(await shop.show(grant)).toMatchObject({ status: "completed" });
  });

  it("lost between PayPay's answer and our row: the next look completes it, and the shop hears once", async () => {
    let down: Promise<void> | undefined;
    const dying = shopThat(() => {
      down ??= server.halt();
      return down;
    });
    const grant = await shop.start("cake");
    pay(grant.payment.id);
    shop.pass(5000);
    // The pass itself is cut off, too.
    await Promise.allSettled([dying.kaikei.reconcile()]);
    await down;
    await server.resume();
    expect(dying.paidOrders).toEqual([]);
    await shop.reconcileAfter(100_000);
    expect(await shop.show(grant)).toMatchObject({ status: "completed" });
    expect([...dying.paidOrders, ...shop.paidOrders]).toEqual(["cake"]);
    await dying.kaikei.close();
  });

  it("lost between PayPay's code and our row: the payment is gone on with, and there is one code", async () => {
    const dying = shopThat(() => server.halt());
    await isUnavailable(await dying.request("/payments", order));
    expect(codes()).toBe(1);
    await server.resume();
    await shop.reconcileAfter(100_000);
    expect((await shop.start("cake")).payment.status).toBe("pending");
    expect(codes()).toBe(1);
    expect(await shop.kaikei.payments.list()).toHaveLength(1);
    await dying.kaikei.close();
  });

  it("the answer to a start's COMMIT is lost: the start goes on with the row that was written", async () => {
    await shop.kaikei.open();
    const lost = proxy.loseNextCommit();
    const { payment } = await shop.start("cake");
    await lost;
    expect(payment.status).toBe("pending");
    expect(codes()).toBe(1);
    expect(await shop.kaikei.payments.list()).toHaveLength(1);
  });

  it("the answer to the COMMIT of 'paid' is lost: it is read again, and the shop hears once", async () => {
    const grant = await shop.start("cake");
    pay(grant.payment.id);
    const lost = proxy.loseNextCommit();
    shop.pass(5000);
    await shop.kaikei.reconcile();
    await lost;
    await shop.reconcileAfter(100_000);
    const { status, version } = await shop.show(grant);
    expect(status).toBe("completed");
    expect(shop.paidOrders).toEqual(["cake"]);
    const told = await direct.db.execute(sql`select * from kaikei.payment_events where version = ${version}`);
    expect(told).toMatchObject({ rowCount: 1 });
  });

  it("the answer to the COMMIT of a refund is lost: asked again with its key, it is the same one", async () => {
    const { payment } = await shop.start("cake");
    pay(payment.id);
    await shop.reconcileAfter(5000);
    const lost = proxy.loseNextCommit();
    const refund = () => shop.kaikei.payments.refund({ payment: payment.id, amount: 500, key: "candle" });
    await expect(refund()).rejects.toThrow();
    await lost;
    await refund();
    await shop.reconcileAfter(100_000);
    expect(await shop.kaikei.payments.operations(payment.id)).toMatchObject([{ status: "done" }]);
    expect(healthy.emulator.control.ledger().payments).toMatchObject([{ refunded: 500 }]);
  });

  it("one connection for two hundred polls: all are answered", async () => {
    const pool = await openPostgres({ url: proxy.url, connections: 1 });
    const narrow = healthy.another({ database: () => pool });
    const grant = await narrow.start("cake");
    const poll = () => narrow.request(`/payments/${grant.payment.id}`, { token: grant.token });
    const answers = await Promise.all(Array.from({ length: 200 }, poll));
    expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(200));
    await pool.close();
  });

  it("no connection to be had: polls, starts and notifications hear so long before a browser gives up", async () => {
    const pool = await openPostgres({ url: proxy.url, connections: 1 });
    const narrow = healthy.another({ database: () => pool });
    const grant = await narrow.start("cake");
    const before = performance.now();
    await pool.db.transaction(async () => {
      const asked = Array.from({ length: 200 }, (_, client) =>
        client % 10 === 0
          ? narrow.request("/payments", order)
          : narrow.request(`/payments/${grant.payment.id}`, { token: grant.token }),
      );
      for (const answer of await Promise.all(asked)) await isUnavailable(answer);
    });
    expect(performance.now() - before).toBeLessThan(7000);
    expect(await narrow.show(grant)).toMatchObject({ status: "pending" });
    await pool.close();
  });
});
