import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";

const states = ["AUTHORIZED", "COMPLETED", "CANCELED", "EXPIRED", "FAILED"] as const;
const runs = 100;

describe("PayPay's notifications, in whatever order they come", () => {
  const use = useShop("postgres", {
    webhooks: false,
    prices: new Map(Array.from({ length: runs * 2 }, (_, index) => [`order-${index}`, 400])),
    emulator: { partlyRefunded: "COMPLETED" },
  });

  const event = (payment: string, state: string) =>
    JSON.stringify({
      notification_type: "Transaction",
      merchant_id: "100000000000000001",
      merchant_order_id: payment,
      order_id: null,
      order_amount: "400",
      state,
    });
  const send = (payment: string, state: string) =>
    use.shop.request("/notifications/paypay", { method: "POST", body: event(payment, state) });

  /** What happens at PayPay, in this order; the refund is made in its panel, of which it tells nobody. */
  function stepsOf(payment: string): (() => unknown)[] {
    const { emulator, providerAt, now } = use.shop;
    const pay = () => emulator.control.pay({ merchantPaymentId: payment, customer: "hanako" });
    const refund = () =>
      providerAt(emulator.url)().refund({
        intent: {
          refundId: `panel_${payment}`,
          providerPaymentId:
            emulator.control.ledger().payments.find(({ merchantPaymentId }) => merchantPaymentId === payment)
              ?.paymentId ?? "",
          amount: { amount: 100, currency: "JPY" },
          reason: null,
          requestedAt: now(),
        },
      });
    return [pay, refund];
  }

  const happening = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ told: fc.constantFrom(...states), copies: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 2, arbitrary: fc.constant("step" as const) },
    { weight: 1, arbitrary: fc.record({ seconds: fc.constantFrom(1, 5, 200, 3600) }) },
  );

  it("and however often and late: the order ends in one state, and the shop hears once", async () => {
    let next = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 8 }), async (life) => {
        const { shop } = use;
        const { payment } = await shop.start(`order-${next++}`);
        const heardBefore = shop.paidOrders.length;
        const steps = stepsOf(payment.id);
        // The code can be paid for five minutes, so paying comes before a long time passes.
        if (life.some((one) => typeof one === "object" && "seconds" in one)) await steps.shift()?.();
        for (const one of life) {
          if (one === "step") await steps.shift()?.();
          else if ("seconds" in one) shop.pass(one.seconds * 1000);
          else await Promise.all(Array.from({ length: one.copies }, () => send(payment.id, one.told)));
        }
        await shop.idle();
        for (const step of steps) await step();
        for (const state of fc.sample(fc.shuffledSubarray([...states]), 1).flat())
          await send(payment.id, state);
        // A day later, the same again.
        await shop.reconcileAfter(5000);
        await shop.reconcileAfter(86_400_000);
        await send(payment.id, "COMPLETED");
        await shop.idle();
        expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({
          status: "completed",
          captured: 400,
          refunded: 100,
          attention: null,
        });
        expect(shop.paidOrders.slice(heardBefore)).toEqual([payment.order]);
      }),
      { numRuns: runs },
    );
  }, 120_000);

  it("and replayed at each later state: nothing changes but by PayPay's own answer", async () => {
    const { shop } = use;
    const { payment } = await shop.start("order-0");
    const [pay, refund] = stepsOf(payment.id);
    const get = () => shop.kaikei.payments.get(payment.id);
    const replayAll = async () => {
      for (const state of states) {
        shop.pass(5000);
        await send(payment.id, state);
        await shop.idle();
      }
    };
    const stages = [
      { step: () => undefined, as: { status: "pending" } },
      { step: pay, as: { status: "completed", refunded: 0 } },
      { step: refund, as: { status: "completed", refunded: 100 } },
      { step: () => shop.kaikei.payments.refund({ payment: payment.id }), as: { refunded: 400 } },
    ];
    for (const { step, as } of stages) {
      await step?.();
      shop.pass(5000);
      await send(payment.id, "COMPLETED");
      await shop.reconcileAfter(5000);
      const reached = await get();
      expect(reached).toMatchObject(as);
      await replayAll();
      expect(await get()).toEqual(reached);
    }
    expect(shop.paidOrders).toEqual(["order-0"]);
  });
});
