import { describe, expect, it } from "vitest";
import { insertRefund } from "../store/operation-store.ts";
import { refundInPanel } from "../testing/panel.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";
import { leaseMs } from "./context.ts";
import { followRefund } from "./refund.ts";

/** By our clock the year is over, and PayPay's may differ. */
const lastSecond = Date.parse("2027-11-22T00:00:30+09:00");

describe("a refund that PayPay refuses, or that takes its time", () => {
  const use = useShop("postgres", { webhooks: false });

  async function paidCake(shop: TestShop) {
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    return payment.id;
  }
  const asked = (shop: TestShop) => shop.calls().filter((call) => call === "POST /v2/refunds").length;

  it.each<[string, string, (shop: TestShop, payment: string) => Promise<unknown> | undefined]>([
    ["the shopper has closed the account", "CANCELED_USER", async ({ emulator }) => closeHanako(emulator)],
    [
      "a year has just ended",
      "REFUND_WINDOW_EXCEED",
      async (shop) => shop.pass(lastSecond - shop.now().getTime()),
    ],
    [
      "more went back in the panel than we know",
      "INVALID_PARAMS",
      (shop, id) => refundInPanel(shop, id, 4000),
    ],
  ])("%s: declined with %s, and no second is asked for", async (_why, code, happen) => {
    const { shop } = use;
    const payment = await paidCake(shop);
    await happen(shop, payment);
    const before = asked(shop);
    await shop.kaikei.payments.refund({ payment, amount: 1000 });
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(31_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([
      { status: "declined", problem: code },
    ]);
    expect(asked(shop)).toBe(before + 1);
  });

  it("a process that wakes up after others have seen it declined asks for it no more: the shop has given it back anew", async () => {
    const { shop } = use;
    const payment = await paidCake(shop);
    const { payments: ctx } = await shop.kaikei.open();
    const asleep = await insertRefund(ctx.db, toBeRefunded(payment, shop.now()));
    shop.emulator.control.setCustomer({ customer: "hanako", closed: true });
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(leaseMs + 1000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "declined" }]);
    shop.emulator.control.setCustomer({ customer: "hanako", closed: false });
    await shop.kaikei.payments.refund({ payment, amount: 1000, key: "again" });
    await followRefund(ctx, { operation: asleep.operation, failures: 0 });
    expect(shop.emulator.control.ledger().refunds).toMatchObject([{ amount: 1000 }]);
  });

  it("a process that stood still before it asked does not ask: looks tell, and ask with the same id", async () => {
    const { shop } = use;
    const payment = await paidCake(shop);
    const { payments: ctx } = await shop.kaikei.open();
    const times = [shop.now(), new Date(shop.now().getTime() + 20_000)];
    const { operation } = await insertRefund(ctx.db, toBeRefunded(payment, shop.now()));
    const clock = () => times.shift() ?? shop.now();
    expect(await followRefund({ ...ctx, clock }, { operation, failures: 0 })).toMatchObject({
      status: "uncertain",
    });
    expect(asked(shop)).toBe(0);
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(leaseMs + 1000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect(shop.emulator.control.ledger().refunds).toMatchObject([{ merchantRefundId: operation.id }]);
  });

  it("CREATED, then REFUND_FAILED, then REFUNDED: accepted all the while, asked for once, and done", async () => {
    const shop = await use.open({ emulator: { refundSettlesAfterSeconds: 600, refundFailsFirst: true } });
    const payment = await paidCake(shop);
    expect(await shop.kaikei.payments.refund({ payment, amount: 500 })).toMatchObject({ status: "accepted" });
    const seen = new Set<string | undefined>();
    for (let pass = 0; pass < 20; pass += 1) {
      await shop.reconcileAfter(60_000);
      seen.add(shop.emulator.control.ledger().refunds[0]?.status);
      const [refund] = await shop.kaikei.payments.operations(payment);
      expect(["accepted", "done"]).toContain(refund?.status);
    }
    expect([...seen]).toEqual(["CREATED", "REFUND_FAILED", "REFUNDED"]);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect(asked(shop)).toBe(1);
  });

  it("a refund that never ends is shown to a person after a day, and looked at ever more rarely", async () => {
    const shop = await use.open({ emulator: { refundSettlesAfterSeconds: 3 * 86_400 } });
    const payment = await paidCake(shop);
    await shop.kaikei.payments.refund({ payment });
    const looks = () => shop.calls().filter((call) => call.startsWith("GET /v2/refunds")).length;
    for (let pass = 0; pass < 50; pass += 1) await shop.reconcileAfter(30 * 60_000);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ attention: "operation_stuck" });
    expect(looks()).toBeLessThan(40);
    for (let pass = 0; pass < 17; pass += 1) await shop.reconcileAfter(3 * 3_600_000);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ attention: null, refunded: 4200 });
  });
});

function toBeRefunded(payment: string, now: Date) {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const mustBeInTime = () => undefined;
  return { id: "ref_1", payment, amount: 1000, reason: null, key: null, mustBeInTime, now, leaseUntil };
}

async function closeHanako(emulator: TestShop["emulator"]): Promise<void> {
  emulator.control.setCustomer({ customer: "hanako", closed: true });
}
