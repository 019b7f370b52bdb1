import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { engines } from "../testing/database.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";
import type { Hook, Hooks } from "./hooks.ts";

const points = pgTable("points", { order: text("order_name").notNull(), given: integer("given").notNull() });

describe.each(engines)("what the shop hears, with %s", (engine) => {
  const prices = new Map([
    ["cake", 4200],
    ["tart", 800],
  ]);
  const use = useShop(engine, { webhooks: false, prices });

  /** A shop that writes down what it hears, as "paid cake". */
  function listening(more: Partial<Hooks> = {}) {
    const heard: string[] = [];
    const hear =
      (what: string): Hook =>
      ({ payment }) =>
        void heard.push(`${what} ${payment.order}`);
    const hooks = {
      onPaid: hear("paid"),
      onRefunded: hear("refunded"),
      onCanceled: hear("canceled"),
      onExpired: hear("expired"),
      onDuplicate: hear("duplicate"),
    };
    return { heard, hear, shop: use.shop.another({ ...hooks, ...more }) };
  }
  const pay = (shop: TestShop, id: string) =>
    shop.emulator.control.pay({ merchantPaymentId: id, customer: "hanako" });
  async function payOrder(shop: TestShop, order = "cake") {
    const { payment } = await shop.start(order);
    pay(shop, payment.id);
    await shop.reconcileAfter(5000);
    return payment.id;
  }
  const down: Hook = () => {
    throw new Error("down");
  };

  it("paid, then given back in two parts: each is told once, in order", async () => {
    const { shop, heard } = listening();
    const payment = await payOrder(shop);
    await shop.kaikei.payments.refund({ payment, amount: 1000 });
    await shop.kaikei.payments.refund({ payment, amount: 500 });
    await shop.reconcileAfter(60_000);
    expect(heard).toEqual(["paid cake", "refunded cake", "refunded cake"]);
  });

  it("a code that ran out, one that was withdrawn, and the second payment of an order", async () => {
    const { shop, heard } = listening();
    const first = await shop.start("cake");
    await shop.reconcileAfter(430_000);
    await shop.cancel(await shop.start("cake"));
    await shop.reconcileAfter(5000);
    const { payment: third } = await shop.start("cake");
    pay(shop, third.id);
    await shop.reconcileAfter(5000);
    expect(heard).toEqual(["expired cake", "canceled cake", "paid cake"]);
    expect(first.payment.id).not.toBe(third.id);
  });

  it("news that no hook is there for is kept nowhere", async () => {
    const { shop, database } = use;
    await shop.start("cake");
    await shop.reconcileAfter(430_000);
    const [row] = await database.db
      .select({ count: sql<number>`count(*)::int` })
      .from(sql`kaikei.deliveries`);
    expect(row).toEqual({ count: 0 });
  });

  it("while onPaid fails, later news of that payment wait; other payments are told", async () => {
    const { shop: failing } = listening({ onPaid: down });
    const payment = await payOrder(failing);
    await failing.kaikei.payments.refund({ payment, amount: 1000 });
    await failing.reconcileAfter(1000);
    const { shop, heard } = listening({
      onPaid: (news) => (news.payment.id === payment ? down(news) : heard.push(`paid ${news.payment.order}`)),
    });
    await payOrder(shop, "tart");
    expect(heard).toEqual(["paid tart"]);
    const mended = listening();
    await mended.shop.reconcileAfter(3_600_000);
    expect(mended.heard).toEqual(["paid cake", "refunded cake"]);
  });

  it("onExpired that fails does not keep back that late money has come", async () => {
    const { shop, heard } = listening({ onExpired: down });
    const { payment } = await shop.start("cake");
    pay(shop, payment.id);
    // PayPay knows nothing of it until we have closed it.
    const { faults } = shop.emulator.control;
    const body = {
      resultInfo: { code: "DYNAMIC_QR_PAYMENT_NOT_FOUND", message: "", codeId: "01652075" },
      data: null,
    };
    faults.add({ kind: "status", status: 400, body, match: { method: "GET" } });
    faults.add({ kind: "status", status: 500, body: {}, match: { method: "DELETE" } });
    await shop.reconcileAfter(430_000);
    faults.clear();
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "expired" });
    await shop.reconcileAfter(31_000);
    expect(heard).toEqual(["paid cake"]);
  });

  describe("in the shop's own transaction", () => {
    beforeAll(() =>
      use.database.db.execute(sql`create table points (order_name text not null, given int not null)`),
    );
    afterAll(() => use.database.db.execute(sql`drop table points`));
    beforeEach(() => use.database.db.delete(points));
    const given = () => use.database.db.select().from(points);
    const givePoints: Hook = ({ payment, once }) =>
      once((tx) => tx.insert(points).values({ order: payment.order, given: 42 }));

    it("twenty processes that tell it at once write it once", async () => {
      const { payment } = await use.shop.start("cake");
      pay(use.shop, payment.id);
      use.shop.pass(5000);
      // Each believes that its claim has lapsed: the hook really runs twenty times.
      const news: Parameters<Hook>[0][] = [];
      const { shop } = listening({ onPaid: (one) => void news.push(one) });
      await shop.kaikei.payments.refresh(payment.id);
      const [one] = news;
      if (one === undefined) throw new Error("onPaid was not called");
      await use.database.db.execute(sql`update kaikei.deliveries set delivered_at = null`);
      await Promise.all(Array.from({ length: 20 }, () => givePoints(one)));
      expect(await given()).toEqual([{ order: "cake", given: 42 }]);
    });

    it("what failed is undone and tried again; what was kept is not done again, even if the hook fails after it", async () => {
      let calls = 0;
      const { shop } = listening({
        onPaid: async (news) => {
          calls += 1;
          await news.once(async (tx) => {
            await tx.insert(points).values({ order: news.payment.order, given: calls });
            if (calls === 1) throw new Error("the process dies before it is kept");
          });
          throw new Error("and fails after it");
        },
      });
      await payOrder(shop);
      expect(await given()).toEqual([]);
      await shop.reconcileAfter(5000);
      await shop.reconcileAfter(3_600_000);
      expect(await given()).toEqual([{ order: "cake", given: 2 }]);
      expect(calls).toBe(2);
      expect(shop.log.join("\n")).toContain("onPaid failed after what it did was kept");
    });

    it("a hook that asks the database past its transaction is told so where it would hang", async () => {
      const { shop } = listening({
        onPaid: ({ once }) => once(() => use.database.db.select().from(points)),
      });
      await payOrder(shop);
      const refused = /onPaid failed and will be called again.*transaction_open/.test(shop.log.join("\n"));
      expect(refused).toBe(engine === "pglite");
    });

    it("a hook that hangs in its transaction is undone, and the database goes on", async () => {
      const stuck = use.shop.another({
        hookTimeoutMs: 50,
        onPaid: ({ payment, once }) =>
          once(async (tx) => {
            await tx.insert(points).values({ order: payment.order, given: 1 });
            await new Promise(() => undefined);
          }),
      });
      await payOrder(stuck);
      expect(await given()).toEqual([]);
      const { shop } = listening({ onPaid: givePoints });
      await shop.reconcileAfter(60_000);
      expect(await given()).toEqual([{ order: "cake", given: 42 }]);
    });
  });
});
