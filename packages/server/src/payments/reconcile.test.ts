import { describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";

const orders = ["cake", "tart", "roll", "scone", "eclair", "pie"];

describe("reconcile", () => {
  const use = useShop("postgres", { webhooks: false, prices: new Map(orders.map((order) => [order, 500])) });

  it("one payment that cannot be looked at does not stop the others, nor the notifications left over", async () => {
    const { shop } = use;
    const grants = await Promise.all(orders.map((order) => shop.start(order)));
    for (const { payment } of grants) {
      shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    }
    const [bad] = grants;
    const real = shop.providerAt(shop.emulator.url)();
    const half = shop.another({
      providers: [
        () => ({
          ...real,
          inspect: (call) =>
            call.payment.id === bad?.payment.id ? Promise.reject(new Error("no")) : real.inspect(call),
        }),
      ],
    });
    const body = JSON.stringify({ notification_type: "Transaction", merchant_order_id: bad?.payment.id });
    await half.request("/notifications/paypay", { method: "POST", body });
    await half.idle();
    shop.pass(15_000);
    expect(await half.kaikei.reconcile()).toMatchObject({ failed: 1 });
    await half.idle();
    expect(half.paidOrders.sort()).toEqual(orders.filter((order) => order !== "cake").sort());
    await shop.reconcileAfter(60_000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("a slow pass holds no claims for work that it has not come to: another process does it meanwhile", async () => {
    const { shop } = use;
    await Promise.all(orders.map((order) => shop.start(order)));
    shop.emulator.control.calls.clear();
    const real = shop.providerAt(shop.emulator.url)();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slow = shop.another({
      providers: [() => ({ ...real, inspect: (call) => gate.then(() => real.inspect(call)) })],
    });
    shop.pass(5000);
    const passing = slow.kaikei.reconcile();
    await expect.poll(() => shop.kaikei.reconcile()).toMatchObject({ looked: 0 });
    const before = shop.calls().length;
    expect(before).toBeGreaterThan(0);
    open();
    await passing;
    expect(shop.calls()).toHaveLength(orders.length);
  });

  it("late money whose look failed is asked about again, also where no other look was planned", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    await shop.reconcileAfter(300_000);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "expired" });
    for (const seconds of [30, 90, 480, 3000, 18_000]) await shop.reconcileAfter(seconds * 1000);
    shop.emulator.control.faults.add({ kind: "html_502", match: { method: "GET" }, times: 3 });
    await shop.reconcileAfter(64_800_000);
    const looks = () => shop.calls().filter((call) => call.startsWith("GET")).length;
    const before = looks();
    for (let pass = 0; pass < 5; pass += 1) await shop.reconcileAfter(60_000);
    expect(looks()).toBeGreaterThan(before + 1);
  });

  it("close stops the workers, and nothing is opened again", async () => {
    const { shop } = use;
    const other = shop.another();
    await other.kaikei.worker({ intervalMs: 1 });
    await other.kaikei.close();
    await expect(other.kaikei.reconcile()).rejects.toMatchObject({ code: "store_unavailable" });
  });
});
