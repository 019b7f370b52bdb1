import { describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";

const hour = 3_600_000;

describe("the server's clock is set", () => {
  const use = useShop("postgres", { webhooks: false });
  /** The shop with a payment under way, as it goes on when its clock has been set. */
  const setClock = async (ms: number) => {
    const { shop } = use;
    const clock = () => new Date(shop.now().getTime() + ms);
    const providers = [shop.providerAt(shop.emulator.url, { clock })] as const;
    const { payment } = await shop.start("cake");
    return { shop: shop.another({ clock, providers }), id: payment.id };
  };

  it.each([hour, -hour])(
    "by %d ms: calls are signed by PayPay's clock, and what is asked for is answered",
    async (ms) => {
      const { shop, id } = await setClock(ms);
      shop.emulator.control.pay({ merchantPaymentId: id, customer: "hanako" });
      expect(await shop.kaikei.payments.refresh(id)).toMatchObject({ status: "completed" });
      expect(shop.paidOrders).toEqual(["cake"]);
    },
  );

  it("forward: a payment that seems to be over is withdrawn before it is closed, so nobody can pay two codes", async () => {
    const { shop, id } = await setClock(hour);
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.payments.get(id)).toMatchObject({ status: "expired" });
    expect(() => shop.emulator.control.pay({ merchantPaymentId: id, customer: "hanako" })).toThrow(
      /cannot be paid/,
    );
  });

  it("back: the schedule waits for the time to come round again, news are looked at meanwhile, and nothing is lost", async () => {
    const { shop, id } = await setClock(-hour);
    shop.emulator.control.pay({ merchantPaymentId: id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    expect(shop.paidOrders).toEqual([]);
    const body = JSON.stringify({
      notification_type: "Transaction",
      merchant_order_id: id,
      state: "COMPLETED",
    });
    expect((await shop.request("/notifications/paypay", { method: "POST", body })).status).toBe(200);
    await shop.idle();
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("back, and no news comes: the payment is found as soon as the time has come round", async () => {
    const { shop, id } = await setClock(-hour);
    shop.emulator.control.pay({ merchantPaymentId: id, customer: "hanako" });
    await shop.reconcileAfter(hour + 5000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });
});
