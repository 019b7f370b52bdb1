import { describe, expect, it } from "vitest";
import { engines } from "../testing/database.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

const hour = 3_600_000;
const day = 24 * hour;

describe.each(engines)("money that is held, recorded in %s", (engine) => {
  const told: string[] = [];
  const tell = (kind: string) => () => void told.push(kind);
  const use = useShop(engine, {
    webhooks: false,
    paypay: { timeouts: { "payments.capture": 1000, "payments.reauthorize": 1000 } },
    kaikei: {
      resolveOrder: () => ({
        amount: { amount: 4200, currency: "JPY" },
        capture: "manual",
        holdForMs: 7 * day,
        returnPath: "/orders/cake",
      }),
      onPaid: tell("paid"),
      onAuthorized: tell("authorized"),
      onCanceled: tell("canceled"),
      onExpired: tell("expired"),
    },
  });

  async function heldCake(shop = use.shop) {
    told.length = 0;
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    return payment.id;
  }
  const record = (id: string) => use.shop.kaikei.payments.get(id);
  const operations = (id: string) => use.shop.kaikei.payments.operations(id);
  const callsOf = (call: string, shop = use.shop) => shop.calls().filter((made) => made === call).length;
  const captures = () => callsOf("POST /v2/payments/capture");
  const theirs = (shop: TestShop = use.shop) => shop.emulator.control.ledger().payments[0];

  it("is not paid yet: the shop is told that it is held, and the view says until when", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const payment = await heldCake();
    expect(await record(payment)).toMatchObject({ status: "authorized", authorized: 4200, captured: 0 });
    expect(told).toEqual(["authorized"]);
    const until = Date.parse("2026-11-28T03:00:00Z");
    expect(await shop.show(grant)).toMatchObject({
      status: "authorized",
      captureMode: "manual",
      authorized: 4200,
      captured: 0,
      holdExpiresAt: until,
      nextAction: null,
    });
    // The order has its payment: nobody is shown another code.
    expect((await shop.start("cake")).payment).toMatchObject({ id: payment, status: "authorized" });
  });

  it.each([4200, 3000, 1])(
    "%d of 4200 is captured: that much is paid, and the rest is let go",
    async (amount) => {
      const { shop } = use;
      const payment = await heldCake();
      const capture = await shop.kaikei.payments.capture({ payment, amount, reason: "delivered" });
      expect(capture).toMatchObject({ kind: "capture", status: "done", amount, problem: null });
      expect(await record(payment)).toMatchObject({
        status: "completed",
        authorized: 4200,
        captured: amount,
        fulfilment: "fulfilling",
        attention: null,
      });
      expect(theirs()).toMatchObject({ status: "COMPLETED", captured: amount, taken: amount });
      await shop.reconcileAfter(1000);
      expect(told).toEqual(["authorized", "paid"]);
      expect(captures()).toBe(1);
    },
  );

  it("without an amount all that is held is captured, and it can be refunded in parts afterwards", async () => {
    const { shop } = use;
    const payment = await heldCake();
    await shop.kaikei.payments.capture({ payment });
    expect(await record(payment)).toMatchObject({ captured: 4200 });
    await shop.kaikei.payments.refund({ payment, amount: 200 });
    expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ kind: "refund", amount: 4000 });
    expect(await record(payment)).toMatchObject({ refunded: 4200 });
  });

  it("asked again with the same key, the earlier capture comes back", async () => {
    const { shop } = use;
    const payment = await heldCake();
    const first = await shop.kaikei.payments.capture({ payment, amount: 3000, key: "delivery" });
    expect(await shop.kaikei.payments.capture({ payment, key: "delivery" })).toEqual(first);
    expect(await shop.kaikei.payments.capture({ payment, amount: 3000, key: "delivery" })).toEqual(first);
    await expect(
      shop.kaikei.payments.capture({ payment, amount: 2000, key: "delivery" }),
    ).rejects.toMatchObject({ code: "idempotency_conflict" });
    await expect(shop.kaikei.payments.capture({ payment })).rejects.toMatchObject({
      code: "payment_not_capturable",
    });
    await expect(shop.kaikei.payments.refund({ payment, key: "delivery" })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    expect(captures()).toBe(1);
  });

  it("twenty captures and reverts at once, over two processes: one of them has an effect", async () => {
    const { shop } = use;
    const payment = await heldCake();
    const other = shop.another();
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => {
        const { payments } = (index % 2 === 0 ? shop : other).kaikei;
        return index % 4 < 2 ? payments.capture({ payment, amount: 1000 + index }) : payments.cancel(payment);
      }),
    );
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(40_000);
    expect((await operations(payment)).filter(({ status }) => status === "done")).toHaveLength(1);
    expect(captures() + callsOf("POST /v2/payments/preauthorize/revert")).toBe(1);
    const { status, captured } = await record(payment);
    expect([status, captured]).toEqual(
      theirs()?.status === "COMPLETED" ? ["completed", theirs()?.taken] : ["canceled", 0],
    );
  });

  it("let go: PayPay reverts it, the payment is canceled and was never paid, and the order may be paid again", async () => {
    const { shop } = use;
    const payment = await heldCake();
    expect(await shop.kaikei.payments.cancel(payment)).toMatchObject({
      status: "canceled",
      captured: 0,
      paidAt: null,
      retiring: false,
    });
    expect(await operations(payment)).toMatchObject([{ kind: "revert", status: "done", amount: 4200 }]);
    expect(theirs()).toMatchObject({ status: "CANCELED", taken: 0 });
    await shop.reconcileAfter(1000);
    expect(told).toEqual(["authorized", "canceled"]);
    expect((await shop.start("cake")).payment.id).not.toBe(payment);
  });

  it("a browser cannot let it go, whatever its token", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    await heldCake();
    await expect(shop.cancel(grant)).rejects.toMatchObject({ status: 409, code: "payment_not_cancelable" });
    expect(theirs()).toMatchObject({ status: "AUTHORIZED" });
  });

  it("undone: a hold is reverted too, and the operation comes back also when it is asked for again", async () => {
    const { shop } = use;
    const payment = await heldCake();
    const undone = await shop.kaikei.payments.undo({ payment, reason: "sold out", key: "regret" });
    expect(undone).toMatchObject({ kind: "revert", status: "done", reason: "sold out" });
    expect(await shop.kaikei.payments.undo({ payment })).toEqual(undone);
    expect(await shop.kaikei.payments.undo({ payment, key: "regret" })).toEqual(undone);
    expect(await record(payment)).toMatchObject({ status: "canceled" });
  });
});
