import { describe, expect, it } from "vitest";
import { addressOf } from "../testing/address-of.ts";
import { engines } from "../testing/database.ts";
import { useShop } from "../testing/use-shop.ts";

describe.each(engines)("paying by QR, recorded in %s", (engine) => {
  const use = useShop(engine);

  it("a shopper gets a code for the shop's price, pays it, and the shop hears of the order once", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    expect(grant.payment).toMatchObject({
      status: "pending",
      order: "cake",
      amount: { value: 4200, currency: "JPY" },
      environment: "emulator",
      nextAction: { kind: "scan_qr" },
      expiresAt: shop.now().getTime() + 300_000,
    });
    shop.emulator.control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
    await shop.idle();
    expect(await shop.show(grant)).toMatchObject({
      status: "completed",
      nextAction: null,
      pollAfterMs: null,
      paidAt: shop.now().getTime(),
    });
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("without webhooks the browser's poll finds the payment, one look after it is due", async () => {
    const shop = await use.open({ webhooks: false });
    const grant = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
    expect(await shop.show(grant)).toMatchObject({ status: "pending", pollAfterMs: 4600 });
    shop.pass(4600);
    expect(await shop.show(grant)).toMatchObject({ status: "pending", pollAfterMs: 1000 });
    await shop.idle();
    expect(await shop.show(grant)).toMatchObject({ status: "completed" });
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("with no browser and no webhook at all, one pass of reconcile finds the payment", async () => {
    const shop = await use.open({ webhooks: false });
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(4500);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "completed", captured: 4200 });
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("starting again, in other tabs and after a reload, goes on with the same code", async () => {
    const { shop } = use;
    const grants = await Promise.all(Array.from({ length: 20 }, () => shop.start("cake")));
    const reloaded = await shop.start("cake");
    expect(new Set([...grants, reloaded].map(({ payment }) => payment.id)).size).toBe(1);
    expect(shop.calls().filter((call) => call === "POST /v2/codes")).toHaveLength(1);
    expect(addressOf(reloaded.payment)).toBe(shop.emulator.control.ledger().codes[0]?.url);
  });

  it("a paid order's payment comes back when it is started again, and no second code is made", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.idle();
    expect((await shop.start("cake")).payment).toMatchObject({ id: payment.id, status: "completed" });
    expect(shop.emulator.control.ledger().codes).toHaveLength(1);
  });

  it("however many browsers poll, the provider is asked once per interval", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    for (let interval = 0; interval < 3; interval += 1) {
      shop.pass(4600);
      await Promise.all(Array.from({ length: 25 }, () => shop.show(grant)));
      await shop.idle();
    }
    expect(shop.calls().filter((call) => call.startsWith("GET"))).toHaveLength(3);
  });

  it("a shopper who comes back from the wallet need not wait for the interval, and cannot shorten it by coming back again", async () => {
    const shop = await use.open({ webhooks: false });
    const { token, payment } = await shop.start("cake");
    const comeBack = async () => {
      await shop.request(`/payments/${payment.id}?returned`, { token });
      await shop.idle();
    };
    await comeBack();
    for (let again = 0; again < 10; again += 1) await comeBack();
    expect(shop.calls().filter((call) => call.startsWith("GET"))).toHaveLength(1);
    shop.pass(4500);
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await comeBack();
    expect(await shop.show({ token, payment })).toMatchObject({ status: "completed" });
  });
});
