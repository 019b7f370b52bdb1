import { describe, expect, it } from "vitest";
import { findCurrentPayment } from "../store/find-payments.ts";
import { insertIntent, recordObservation } from "../store/payment-store.ts";
import { engines } from "../testing/database.ts";
import { useShop } from "../testing/use-shop.ts";

describe.each(engines)("starting, recorded in %s", (engine) => {
  const use = useShop(engine, { webhooks: false });

  it("an order that is paid between the look at it and the new attempt gets no second code", async () => {
    const { shop, database } = use;
    const { db } = database;
    const { payment: started } = await shop.start("cake");
    await shop.reconcileAfter(300_000);
    const payment = await shop.kaikei.payments.get(started.id);
    const { environment, merchant, provider, ordered } = payment;
    const now = shop.now();
    expect(await findCurrentPayment(db, { environment, merchant }, "cake")).toBeNull();
    const rules = { refundDuplicates: true, tells: new Set(["paid" as const]) };
    const observation = {
      status: "completed",
      providerPaymentId: "1",
      captured: ordered,
      refunded: 0,
      paidAt: now,
    } as const;
    await recordObservation(db, { payment, observation, rules, now });
    const intent = {
      id: "pay_2",
      order: "cake",
      provider,
      environment,
      merchant,
      ordered,
      revision: null,
      method: "code" as const,
      captureMode: "automatic" as const,
      payer: null,
      agreedToSimilar: false,
      chargeKey: null,
      beginRequest: "{}",
      now,
      leaseUntil: now,
    };
    expect(await insertIntent(db, intent)).toBeNull();
  });

  it("while the shop takes no new payments, none is started, and one that was started can still be paid", async () => {
    const { shop } = use;
    let open = true;
    const pausable = shop.another({ acceptPayments: () => open });
    const { payment } = await pausable.start("cake");
    open = false;
    expect((await pausable.start("cake")).payment.id).toBe(payment.id);
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await pausable.reconcileAfter(5000);
    expect(pausable.paidOrders).toEqual(["cake"]);
    await pausable.kaikei.payments.refund({ payment: payment.id });
    await expect(pausable.start("cake")).rejects.toMatchObject({ status: 503, code: "payments_paused" });
    expect(shop.emulator.control.ledger().codes).toHaveLength(1);
  });

  it("a start that waited for the shop's answer charges the price of now, not the one of then", async () => {
    const { shop } = use;
    let price = 4200;
    let asked = 0;
    const shopAtNow = shop.another({
      resolveOrder: () => {
        asked += 1;
        return { amount: { amount: price, currency: "JPY" } };
      },
    });
    const old = await shopAtNow.start("cake");
    price = 3900;
    const now = await shopAtNow.start("cake");
    expect(now.payment.amount.value).toBe(3900);
    expect(await shop.show(old)).toMatchObject({ status: "canceled" });
    // Once at first, once before the old code was withdrawn, once before the new one was made.
    expect(asked).toBe(3);
  });

  it("the order's contents changed at the same price: the old code is withdrawn; paid at that moment, the shop is told so", async () => {
    const { shop } = use;
    let revision = "with a candle";
    const heard: { revision: string | null; stale: boolean }[] = [];
    const changing = shop.another({
      resolveOrder: () => ({ amount: { amount: 4200, currency: "JPY" }, revision }),
      onPaid: ({ payment }) => void heard.push({ revision: payment.revision, stale: payment.stale }),
    });
    const first = await changing.start("cake");
    expect((await changing.start("cake")).payment.id).toBe(first.payment.id);
    revision = "without";
    const second = await changing.start("cake");
    expect(await changing.show(first)).toMatchObject({ status: "canceled" });

    revision = "with two";
    shop.emulator.control.pay({ merchantPaymentId: second.payment.id, customer: "hanako" });
    expect((await changing.start("cake")).payment).toMatchObject({
      id: second.payment.id,
      status: "completed",
    });
    expect(heard).toEqual([{ revision: "without", stale: true }]);
  });
});
