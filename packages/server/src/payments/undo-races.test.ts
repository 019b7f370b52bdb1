import { describe, expect, it } from "vitest";
import { refundInPanel } from "../testing/panel.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

const cancelCall = { method: "DELETE", path: "/v2/payments" } as const;
const untilTheEdge = 12.25 * 3_600_000;

describe("an undo whose call is overtaken", () => {
  const use = useShop("postgres", { webhooks: false });

  async function paidCake(shop = use.shop) {
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    return payment.id;
  }
  /** The answers to the cancel and to the client's own repeat are lost, and both take effect late. */
  const loseCancel = (shop: TestShop, seconds: number) =>
    shop.emulator.control.faults.add({
      kind: "late_effect",
      milliseconds: seconds * 1000,
      match: cancelCall,
      times: 2,
    });
  /** The same shop in a process that falls asleep just before it calls PayPay, until `wake`. */
  const sleepyProcess = () => {
    const real = use.shop.providerAt(use.shop.emulator.url)();
    const asleep: (() => void)[] = [];
    const reverse: typeof real.reverse = async (call) => {
      await new Promise<void>((resolve) => asleep.push(resolve));
      return real.reverse(call);
    };
    const { kaikei } = use.shop.another({ providers: [() => ({ ...real, reverse })] });
    return {
      kaikei,
      wake: () => {
        for (const resolve of asleep) resolve();
      },
    };
  };
  const upstream = (shop: TestShop) => {
    const { payments, refunds } = shop.emulator.control.ledger();
    return { status: payments[0]?.status, refunds: refunds.map(({ amount }) => amount) };
  };

  it.each([5, 29, 31, 45, 59, 61, 75, 100])(
    "the answer is lost, and the cancel takes effect %i s later: done once, and never refunded",
    async (seconds) => {
      const { shop } = use;
      const payment = await paidCake();
      loseCancel(shop, seconds);
      expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ status: "uncertain" });
      for (let pass = 0; pass < 50; pass += 1) await shop.reconcileAfter(15_000);
      expect(upstream(shop)).toEqual({ status: "FAILED", refunds: [] });
      expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
      expect(await shop.kaikei.payments.get(payment)).toMatchObject({ status: "canceled", refunded: 0 });
    },
  );

  it.each([5, 45, 75, 100])(
    "the same at the edge of the day, %i s late: a cancel or a refund, never both, and the record says which",
    async (seconds) => {
      const { shop } = use;
      const payment = await paidCake();
      // 70 s before the edge in PayPay's clock, which the late call may miss.
      shop.pass(untilTheEdge - 5000 - 70_000);
      loseCancel(shop, seconds);
      await shop.kaikei.payments.undo({ payment });
      for (let pass = 0; pass < 40; pass += 1) await shop.reconcileAfter(11_000);
      const { status, refunds } = upstream(shop);
      const record = await shop.kaikei.payments.get(payment);
      const cancelled = status === "FAILED";
      expect(refunds).toEqual(cancelled ? [] : [4200]);
      expect(record.status).toBe(cancelled ? "canceled" : "completed");
      const operations = await shop.kaikei.payments.operations(payment);
      expect(operations.filter((each) => each.status === "done")).toHaveLength(1);
    },
  );

  it("a process that wakes up long after another has finished its cancel changes nothing", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const { kaikei, wake } = sleepyProcess();
    const late = kaikei.payments.undo({ payment });
    await until(async () => (await shop.kaikei.payments.operations(payment))[0]?.status === "uncertain");
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(91_000);
    const done = await shop.kaikei.payments.operations(payment);
    expect(done).toMatchObject([{ kind: "cancel", status: "done" }]);
    wake();
    await late;
    expect(await shop.kaikei.payments.operations(payment)).toEqual(done);
    expect(upstream(shop)).toEqual({ status: "FAILED", refunds: [] });
  });

  it("a process that wakes up after a refund took the cancel's place cannot cancel beside it", async () => {
    const { shop } = use;
    const payment = await paidCake();
    shop.pass(untilTheEdge - 5000 + 100_000);
    const { kaikei, wake } = sleepyProcess();
    const late = kaikei.payments.undo({ payment });
    await until(async () => (await shop.kaikei.payments.operations(payment))[0]?.status === "uncertain");
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(91_000);
    wake();
    await late;
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(31_000);
    expect(upstream(shop)).toEqual({ status: "REFUNDED", refunds: [4200] });
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([
      { kind: "cancel", status: "declined" },
      { kind: "refund", status: "done", amount: 4200 },
    ]);
  });

  it("a cancel that PayPay accepts and never does: a person hears of it, and it ends once she has refunded in the panel", async () => {
    const real = use.shop.providerAt(use.shop.emulator.url)();
    const reverse: typeof real.reverse = async () => ({ kind: "accepted", value: null });
    const shop = use.shop.another({ providers: [() => ({ ...real, reverse })] });
    const payment = await paidCake(shop);
    expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ status: "accepted" });
    for (let pass = 0; pass < 26; pass += 1) await shop.reconcileAfter(3_600_000);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ attention: "operation_stuck" });
    await refundInPanel(shop, payment, 4200);
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(3_600_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([
      { kind: "cancel", status: "done" },
    ]);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ attention: null, refunded: 4200 });
  });

  it("the shop hears of a cancelled payment once, and of a second undo not at all", async () => {
    const heard: string[] = [];
    const shop = await use.open({
      kaikei: { onCanceled: ({ payment }) => void heard.push(`${payment.order} ${payment.fulfilment}`) },
    });
    const payment = await paidCake(shop);
    await shop.kaikei.payments.undo({ payment });
    await shop.kaikei.payments.undo({ payment });
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(60_000);
    expect(heard).toEqual(["cake undone"]);
  });

  it("a flagged duplicate that the shop undoes waits for nobody any more", async () => {
    const shop = await use.open({ emulator: { duplicateCreate: "reject" }, kaikei: { duplicates: "flag" } });
    const create = { method: "POST", path: "/v2/codes" } as const;
    shop.emulator.control.faults.add({ kind: "reset_after", match: create, times: 1 });
    await shop.start("cake");
    for (const { merchantPaymentId } of shop.emulator.control.ledger().codes) {
      shop.emulator.control.pay({ merchantPaymentId, customer: "hanako" });
    }
    await shop.reconcileAfter(5000);
    await shop.reconcileAfter(600_000);
    const [duplicate] = await shop.kaikei.payments.list({ needsAttention: true });
    expect(duplicate).toMatchObject({ fulfilment: "duplicate", attention: "duplicate" });
    await shop.kaikei.payments.undo({ payment: duplicate?.id ?? "" });
    expect(await shop.kaikei.payments.list({ needsAttention: true })).toEqual([]);
    expect(shop.paidOrders).toEqual(["cake"]);
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
