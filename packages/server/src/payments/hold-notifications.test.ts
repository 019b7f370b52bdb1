import { beforeEach, describe, expect, it } from "vitest";
import { callsOf, hold, holdingShop, holdMs, theirs } from "../testing/hold-shop.ts";
import { panelOf } from "../testing/panel.ts";
import { useShop } from "../testing/use-shop.ts";

describe("PayPay's events of a hold", () => {
  const { kaikei, told } = holdingShop();
  const use = useShop("postgres", { kaikei });
  beforeEach(() => {
    told.length = 0;
  });

  it("that she has paid, which names no payment of ours, moves nothing; the next look sees it within an interval", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.idle();
    expect(shop.emulator.control.notifications()).toHaveLength(1);
    await shop.reconcileAfter(4600);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "authorized" });
  });

  it("that she has allowed more: known by PayPay's own id, looked at, and captured by the next pass", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await shop.kaikei.payments.capture({ payment, amount: 5000 });
    for (let pass = 0; pass < 12; pass += 1) await shop.reconcileAfter(60_000);
    shop.emulator.control.approve(theirs(shop).paymentId);
    await shop.idle();
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ authorized: 5000, nextAction: null });
    await shop.reconcileAfter(1000);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ status: "completed", captured: 5000 });
  });

  it("that it was let go in the panel, or has ended: looked at once, and the shop is told", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    const looks = () => callsOf(shop, "GET /v2/codes/payments/:id");
    const before = looks();
    await panelOf(shop).payments.revert({
      merchantRevertId: "panel",
      paymentId: theirs(shop).paymentId,
      requestedAt: Math.floor(shop.now().getTime() / 1000),
    });
    await shop.idle();
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ status: "canceled" });
    expect(looks()).toBe(before + 1);

    const next = await hold(shop);
    shop.pass(holdMs);
    await shop.idle();
    expect(await shop.kaikei.payments.get(next)).toMatchObject({ status: "expired" });
    expect(told).toEqual(["authorized", "canceled", "authorized", "expired"]);
  });
});
