import { describe, expect, it } from "vitest";
import { engines } from "../testing/database.ts";
import { useShop } from "../testing/use-shop.ts";

describe.each(engines)("telling the shop of a paid order, with %s", (engine) => {
  const use = useShop(engine, { webhooks: false });

  async function payCake() {
    const { payment } = await use.shop.start("cake");
    use.shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    return payment.id;
  }

  it("twenty looks at once tell it once", async () => {
    const { shop } = use;
    const id = await payCake();
    const processes = Array.from({ length: 20 }, () => shop.another());
    await Promise.all(processes.map(({ kaikei }) => kaikei.payments.refresh(id)));
    await Promise.all(processes.map(({ kaikei }) => kaikei.reconcile()));
    expect(processes.flatMap(({ paidOrders }) => paidOrders)).toEqual(["cake"]);
  });

  it("onPaid that fails is called again, ever more rarely, with the same deliveryId, until it returns", async () => {
    const heard: { deliveryId: string; at: number }[] = [];
    const shop = use.shop.another({
      onPaid: ({ deliveryId }) => {
        heard.push({ deliveryId, at: use.shop.now().getTime() });
        if (heard.length < 4) throw new Error("the shop's database is away");
      },
    });
    const id = await payCake();
    await shop.reconcileAfter(5000);
    for (let pass = 0; pass < 60; pass += 1) await shop.reconcileAfter(1000);
    const ids = new Set(heard.map(({ deliveryId }) => deliveryId));
    expect([...ids]).toEqual([expect.stringContaining(`paid_${id}`)]);
    const waits = heard.slice(1).map(({ at }, index) => at - (heard[index]?.at ?? 0));
    expect(waits).toEqual([2000, 4000, 8000]);
    expect(shop.log.join("\n")).toContain("onPaid failed and will be called again");
  });

  it("onPaid that has failed for a day is flagged for a person, and still tried", async () => {
    const { shop } = use;
    const failing = shop.another({
      onPaid: () => {
        throw new Error("no");
      },
    });
    const id = await payCake();
    await failing.reconcileAfter(5000);
    await failing.reconcileAfter(25 * 3_600_000);
    expect(await shop.kaikei.payments.get(id)).toMatchObject({
      status: "completed",
      attention: "delivery_failing",
    });
    await shop.reconcileAfter(3_600_000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("the process dies in onPaid: another one tells the shop", async () => {
    const { shop } = use;
    const dying = shop.another({ onPaid: () => new Promise(() => undefined) });
    const id = await payCake();
    void dying.kaikei.payments.refresh(id);
    await expect.poll(() => shop.kaikei.payments.get(id)).toMatchObject({ status: "completed" });
    await shop.reconcileAfter(1000);
    expect(shop.paidOrders).toEqual([]);
    await shop.reconcileAfter(70_000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("a hook that never settles counts as failed, and the watch over everything else goes on", async () => {
    const { shop } = use;
    const stuck = shop.another({ onPaid: () => new Promise(() => undefined), hookTimeoutMs: 30 });
    await payCake();
    shop.pass(5000);
    expect(await stuck.kaikei.reconcile()).toMatchObject({ looked: 1, failed: 0 });
    expect(stuck.log.join("\n")).toContain("did not return within 0.03 s");
    await shop.reconcileAfter(60_000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("money that has gone back before the shop heard of it is not told as paid", async () => {
    const { shop } = use;
    const failing = shop.another({ onPaid: () => Promise.reject(new Error("no")) });
    const payment = await payCake();
    await failing.reconcileAfter(5000);
    await shop.kaikei.payments.refund({ payment });
    await shop.reconcileAfter(60_000);
    expect(shop.paidOrders).toEqual([]);
  });

  it("a sandbox's payment is never told to a shop that is configured for another environment", async () => {
    const { shop } = use;
    const sandbox = shop.another({ onPaid: () => Promise.reject(new Error("down")) });
    await payCake();
    await sandbox.reconcileAfter(5000);
    const real = shop.providerAt(shop.emulator.url)();
    const production = shop.another({ providers: [() => ({ ...real, environment: "production-like" })] });
    await production.reconcileAfter(60_000);
    expect(production.paidOrders).toEqual([]);
    await shop.reconcileAfter(1000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("an order whose money has all gone back may be paid again, and the shop hears of it", async () => {
    const { shop } = use;
    const first = await payCake();
    await shop.reconcileAfter(5000);
    await shop.kaikei.payments.refund({ payment: first });
    expect(await shop.kaikei.payments.get(first)).toMatchObject({ fulfilment: "undone" });
    const second = await payCake();
    expect(second).not.toBe(first);
    await shop.reconcileAfter(5000);
    expect(shop.paidOrders).toEqual(["cake", "cake"]);
    expect(await shop.kaikei.payments.get(second)).toMatchObject({
      fulfilment: "fulfilling",
      attention: null,
    });
  });
});
