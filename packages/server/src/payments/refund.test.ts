import { describe, expect, it } from "vitest";
import { engines } from "../testing/database.ts";
import { useShop } from "../testing/use-shop.ts";

const createRefund = { method: "POST", path: "/v2/refunds" } as const;

describe.each(engines)("giving money back, recorded in %s", (engine) => {
  const use = useShop(engine, { webhooks: false });

  async function paidCake() {
    const { payment } = await use.shop.start("cake");
    use.shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await use.shop.reconcileAfter(5000);
    return payment.id;
  }
  const refundedAtPayPay = () =>
    use.shop.emulator.control.ledger().refunds.reduce((sum, { amount }) => sum + amount, 0);

  it("in parts, until nothing is left", async () => {
    const { kaikei } = use.shop;
    const payment = await paidCake();
    expect(await kaikei.payments.refund({ payment, amount: 1000 })).toMatchObject({
      status: "done",
      amount: 1000,
    });
    expect(await kaikei.payments.refund({ payment })).toMatchObject({ status: "done", amount: 3200 });
    expect(await kaikei.payments.get(payment)).toMatchObject({ status: "completed", refunded: 4200 });
    await expect(kaikei.payments.refund({ payment, amount: 1 })).rejects.toMatchObject({
      code: "payment_not_refundable",
    });
    expect(refundedAtPayPay()).toBe(4200);
  });

  it("fifty at once of 60 % each: one is accepted", async () => {
    const { kaikei } = use.shop;
    const payment = await paidCake();
    const asked = await Promise.allSettled(
      Array.from({ length: 50 }, () => kaikei.payments.refund({ payment, amount: 2520 })),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(refundedAtPayPay()).toBe(2520);
  });

  it("PayPay gave the money back but its answer is lost: it is looked up, and not given twice", async () => {
    const { shop } = use;
    const payment = await paidCake();
    shop.emulator.control.faults.add({ kind: "reset_after", match: createRefund });
    expect(await shop.kaikei.payments.refund({ payment, amount: 500 })).toMatchObject({
      status: "uncertain",
    });
    shop.emulator.control.faults.clear();
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect(refundedAtPayPay()).toBe(500);
  });

  it("the request was lost on its way: the same refund is asked again with the same id", async () => {
    const { shop } = use;
    const payment = await paidCake();
    shop.emulator.control.faults.add({ kind: "reset_before", match: createRefund });
    const { id } = await shop.kaikei.payments.refund({ payment, amount: 500 });
    shop.emulator.control.faults.clear();
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(40_000);
    expect(shop.emulator.control.ledger().refunds).toMatchObject([{ merchantRefundId: id, amount: 500 }]);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ id, status: "done" }]);
  });

  it("a refund that certainly never left is asked again at once, and needs no proof of absence", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const real = shop.providerAt(shop.emulator.url)();
    const unreachable = {
      reason: "unreachable",
      code: null,
      message: "",
      requestId: null,
      retryAfterMs: null,
    } as const;
    let ticks = 0;
    const nextTick = () => {
      ticks += 1;
      return ticks;
    };
    const cutOff = shop.another({
      // A clock that never says the same time twice, as in life.
      clock: () => new Date(shop.now().getTime() + nextTick()),
      providers: [() => ({ ...real, refund: async () => ({ kind: "not_sent", problem: unreachable }) })],
    });
    expect(await cutOff.kaikei.payments.refund({ payment, amount: 500 })).toMatchObject({
      status: "requested",
    });
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect(refundedAtPayPay()).toBe(500);
  });

  it("a look that is refused says nothing about the refund", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const real = shop.providerAt(shop.emulator.url)();
    const problem = { code: "RESOURCE_NOT_FOUND", message: "", requestId: null, retryAfterMs: null };
    shop.emulator.control.faults.add({ kind: "reset_after", match: createRefund });
    await shop.kaikei.payments.refund({ payment, amount: 500 });
    shop.emulator.control.faults.clear();
    const blind = shop.another({
      providers: [
        () => ({
          ...real,
          inspectRefund: async () => ({ kind: "declined", problem: { ...problem, reason: "refused" } }),
        }),
      ],
    });
    for (let pass = 0; pass < 4; pass += 1) await blind.reconcileAfter(31_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([
      { status: "uncertain", problem: null },
    ]);
    await shop.reconcileAfter(3_600_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
  });

  it("asking twice with the shop's own key gives back once; the key for another amount is refused", async () => {
    const { kaikei } = use.shop;
    const payment = await paidCake();
    const first = await kaikei.payments.refund({ payment, amount: 500, key: "broken-candle" });
    expect(await kaikei.payments.refund({ payment, amount: 500, key: "broken-candle" })).toEqual(first);
    await expect(
      kaikei.payments.refund({ payment, amount: 600, key: "broken-candle" }),
    ).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    expect(refundedAtPayPay()).toBe(500);
  });

  it("a refund that PayPay takes its time over is accepted, followed, and done", async () => {
    const shop = await use.open({ emulator: { refundSettlesAfterSeconds: 90 } });
    const payment = await paidCake();
    expect(await shop.kaikei.payments.refund({ payment, amount: 500 })).toMatchObject({ status: "accepted" });
    await shop.reconcileAfter(60_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "accepted" }]);
    await shop.reconcileAfter(61_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ refunded: 500 });
  });

  it("PayPay refuses: it is declined once two looks agree that there is nothing, and the amount is free again", async () => {
    const { shop } = use;
    const payment = await paidCake();
    shop.emulator.control.setCustomer({ customer: "hanako", closed: true });
    expect(await shop.kaikei.payments.refund({ payment })).toMatchObject({
      status: "uncertain",
      problem: "CANCELED_USER",
    });
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(31_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([
      { status: "declined", problem: "CANCELED_USER" },
    ]);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ refunded: 0 });
  });

  it("the first request acts only after its repeat was refused: the refund is done, and not given a second time", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const real = shop.providerAt(shop.emulator.url)();
    const problem = { code: null, message: "", requestId: null, retryAfterMs: null };
    let asked = 0;
    const slow = shop.another({
      providers: [
        () => ({
          ...real,
          refund: async (call) => {
            asked += 1;
            if (asked === 1) return { kind: "unknown", problem: { ...problem, reason: "no_answer" } };
            await real.refund(call);
            return {
              kind: "declined",
              problem: { ...problem, reason: "refused", code: "MERCHANT_MULTIPLE_REFUND_REJECTED" },
            };
          },
        }),
      ],
    });
    await slow.kaikei.payments.refund({ payment, amount: 2000 });
    for (let pass = 0; pass < 6; pass += 1) await slow.reconcileAfter(31_000);
    expect(await slow.kaikei.payments.operations(payment)).toMatchObject([{ status: "done", problem: null }]);
    expect(await slow.kaikei.payments.get(payment)).toMatchObject({ refunded: 2000 });
    expect(refundedAtPayPay()).toBe(2000);
  });

  it("the money is back although the look after it fails: the caller is told so, and the record catches up", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const real = shop.providerAt(shop.emulator.url)();
    const blind = shop.another({
      providers: [() => ({ ...real, inspect: () => Promise.reject(new Error("blind")) })],
    });
    expect(await blind.kaikei.payments.refund({ payment, amount: 500 })).toMatchObject({ status: "done" });
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ refunded: 500 });
  });

  it.each([
    ["amount", { amount: 0 }],
    ["amount", { amount: 1.5 }],
    ["amount", { amount: 100_000_000_000 }],
    ["reason", { reason: "x".repeat(256) }],
    ["key", { key: "" }],
  ])("a bad %s is named, and nothing is written", async (field, bad) => {
    const { kaikei } = use.shop;
    const payment = await paidCake();
    await expect(kaikei.payments.refund({ payment, ...bad })).rejects.toThrow(new RegExp(`^${field}`));
    expect(await kaikei.payments.operations(payment)).toEqual([]);
  });
});
