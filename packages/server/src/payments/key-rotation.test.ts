import { describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";

const merchantId = "42";
const old = { apiKey: "a_old", apiSecret: "canary-old-secret-0123456789" };
const next = { apiKey: "a_next", apiSecret: "canary-next-secret-0123456789" };
const orders = Array.from({ length: 20 }, (_, at) => `order-${at}`);

describe("PayPay's key pair is replaced while shoppers pay", () => {
  const use = useShop("postgres", {
    webhooks: false,
    prices: new Map(orders.map((order) => [order, 500])),
    emulator: { merchants: [{ merchantId, name: "Rotating", ...old }] },
    paypay: { merchantId, keys: [old, next] },
  });

  it("no shopper and no look sees an error, while the new pair comes and the old one goes", async () => {
    const { shop } = use;
    const { control } = shop.emulator;
    for (const [at, order] of orders.entries()) {
      if (at === 6) control.setKeys({ merchantId, keys: [old, next] });
      if (at === 12) control.setKeys({ merchantId, keys: [next] });
      const grant = await shop.start(order);
      expect(grant.payment).toMatchObject({ status: "pending", nextAction: { kind: "scan_qr" } });
      control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
      await shop.reconcileAfter(5000);
      expect(await shop.show(grant)).toMatchObject({ status: "completed" });
    }
    expect(shop.paidOrders.sort()).toEqual([...orders].sort());
    // One call was refused once; from then on the pair that works comes first.
    expect(control.calls.list().filter(({ code }) => code === "UNAUTHORIZED")).toHaveLength(1);
    expect(shop.log.join("\n")).not.toContain("canary");
  });

  it("back to the old pair works as well, and a pair that nobody accepts is told as such", async () => {
    const { shop } = use;
    const { control } = shop.emulator;
    const order = () => orders.shift() ?? "";
    await shop.start(order());
    control.setKeys({ merchantId, keys: [next] });
    await shop.start(order());
    control.setKeys({ merchantId, keys: [old] });
    expect((await shop.start(order())).payment.status).toBe("pending");
    control.setKeys({ merchantId, keys: [] });
    await expect(shop.start(order())).rejects.toMatchObject({ status: 502, code: "provider_unauthorized" });
  });
});
