import { trialMerchant } from "@kaikei/emulator";
import { describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";

const other = {
  ...{ merchantId: "200000000000000002", name: "Another shop" },
  ...{ apiKey: "a_another", apiSecret: "YW5vdGhlci1tZXJjaGFudC1zZWNyZXQtMDAwMDAwMDE=" },
};

describe("two merchants in one database", () => {
  const use = useShop("postgres", { webhooks: false, emulator: { merchants: [trialMerchant, other] } });

  it("with an order of the same name each have their own payment, and one's money is never the other's", async () => {
    const { shop } = use;
    const { merchantId, apiKey, apiSecret } = other;
    const second = shop.another({
      providers: [shop.providerAt(shop.emulator.url, { merchantId, apiKey, apiSecret })],
    });
    const [ours, theirs] = [await shop.start("cake"), await second.start("cake")];
    expect(theirs.payment.id).not.toBe(ours.payment.id);
    shop.emulator.control.pay({ merchantPaymentId: ours.payment.id, customer: "hanako" });

    shop.pass(5000);
    await second.reconcileAfter(0);
    expect([shop.paidOrders, second.paidOrders]).toEqual([[], []]);
    expect(await second.kaikei.payments.list()).toMatchObject([{ id: theirs.payment.id, status: "pending" }]);
    await expect(second.kaikei.payments.refresh(ours.payment.id)).rejects.toMatchObject({
      code: "configuration",
    });

    await expect(second.kaikei.payments.cancel(ours.payment.id)).rejects.toMatchObject({
      code: "configuration",
    });

    await shop.reconcileAfter(0);
    expect([shop.paidOrders, second.paidOrders]).toEqual([["cake"], []]);
    expect(await second.show(theirs)).toMatchObject({ status: "pending" });
  });
});
