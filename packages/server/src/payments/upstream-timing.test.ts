import { describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";

const createCode = { method: "POST", path: "/v2/codes" } as const;
const createRefund = { method: "POST", path: "/v2/refunds" } as const;

describe("when things happen at PayPay at another time than we are told", () => {
  const use = useShop("postgres");

  async function paidCake() {
    const { payment } = await use.shop.start("cake");
    use.shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await use.shop.reconcileAfter(5000);
    return payment.id;
  }
  const count = (call: string) => use.shop.calls().filter((one) => one === call).length;

  it.each([5_000, 40_000])(
    "the answers to a create are lost and the code appears %i ms later: the shopper gets that one code, and pays once",
    async (milliseconds) => {
      const { shop } = use;
      const { control } = shop.emulator;
      // The request, its repeat, and the looks' repeats until the first one takes effect.
      control.faults.add({ kind: "late_effect", milliseconds, match: createCode });
      const grant = await shop.start("cake");
      expect(grant.payment).toMatchObject({ status: "created", nextAction: null });
      await shop.reconcileAfter(milliseconds);
      control.faults.clear();
      for (let look = 0; look < 3; look += 1) await shop.reconcileAfter(20_000);
      const { codes } = control.ledger();
      expect(codes).toHaveLength(1);
      expect(await shop.show(grant)).toMatchObject({ status: "pending", nextAction: { url: codes[0]?.url } });
      control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
      await shop.reconcileAfter(5000);
      expect(shop.paidOrders).toEqual(["cake"]);
    },
  );

  it.each([5_000, 40_000])(
    "the answer to a refund is lost and the money goes back %i ms later: it is found, not asked for again",
    async (milliseconds) => {
      const { shop } = use;
      const payment = await paidCake();
      shop.emulator.control.faults.add({ kind: "late_effect", milliseconds, match: createRefund });
      expect(await shop.kaikei.payments.refund({ payment, amount: 500 })).toMatchObject({
        status: "uncertain",
      });
      // The connection had been used before, so the same request may have been sent again at once.
      const asked = count("POST /v2/refunds");
      for (let look = 0; look < 20; look += 1) await shop.reconcileAfter(5000);
      expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
      expect(await shop.kaikei.payments.get(payment)).toMatchObject({ refunded: 500 });
      expect(shop.emulator.control.ledger().refunds).toHaveLength(1);
      expect(count("POST /v2/refunds")).toBe(asked);
    },
  );

  it("the webhook of a payment comes before the answer to its create: the order is paid once, and shown as paid", async () => {
    const { shop } = use;
    const { faults } = shop.emulator.control;
    faults.add({ kind: "webhook_first", customer: "hanako", match: createCode, times: 1 });
    const grant = await shop.start("cake");
    await shop.reconcileAfter(5000);
    expect(await shop.show(grant)).toMatchObject({ status: "completed" });
    await shop.reconcileAfter(20_000);
    expect(shop.paidOrders).toEqual(["cake"]);
    expect(count("POST /v2/codes")).toBe(1);
  });

  it("a refund that passes through REFUND_FAILED is followed until REFUNDED, told once and never asked again", async () => {
    const heard: number[] = [];
    const shop = await use.open({
      emulator: { refundSettlesAfterSeconds: 600, refundFailsFirst: true },
      kaikei: {
        onRefunded: ({ payment }) => {
          heard.push(payment.refunded);
        },
      },
    });
    const payment = await paidCake();
    expect(await shop.kaikei.payments.refund({ payment, amount: 500 })).toMatchObject({ status: "accepted" });
    await shop.reconcileAfter(400_000);
    expect(shop.emulator.control.ledger().refunds).toMatchObject([{ status: "REFUND_FAILED" }]);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "accepted" }]);
    await shop.reconcileAfter(200_000);
    await shop.reconcileAfter(60_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ refunded: 500 });
    expect(heard).toEqual([500]);
    expect(count("POST /v2/refunds")).toBe(1);
  });

  describe("somebody cancels an unpaid code in PayPay's panel, and then it is paid", () => {
    const hearing = async (waitingCancelSeconds: number) => {
      const canceled: (Date | null)[] = [];
      const shop = await use.open({
        emulator: { waitingCancelSeconds },
        kaikei: {
          onCanceled: ({ payment }) => {
            canceled.push(payment.paidAt);
          },
        },
      });
      const grant = await shop.start("cake");
      shop.emulator.control.cancel({ merchantPaymentId: grant.payment.id });
      return { shop, grant, canceled };
    };

    it("the money has gone back when we look: onPaid is not raised, and the order may be paid anew", async () => {
      const { shop, grant, canceled } = await hearing(0);
      shop.emulator.control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
      await shop.reconcileAfter(5000);
      expect(await shop.show(grant)).toMatchObject({ status: "canceled" });
      expect(shop.paidOrders).toEqual([]);
      expect(canceled).toEqual([expect.any(Date)]);
      expect((await shop.start("cake")).payment.id).not.toBe(grant.payment.id);
    });

    it("we look before PayPay takes it back: the shop hears that it is paid, and then that it is not", async () => {
      const { shop, grant, canceled } = await hearing(30);
      shop.emulator.control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
      await shop.reconcileAfter(5000);
      // Nothing that PayPay answers speaks of the cancel that waits, so nobody can know.
      expect(shop.paidOrders).toEqual(["cake"]);
      await shop.reconcileAfter(600_000);
      expect(await shop.show(grant)).toMatchObject({ status: "canceled" });
      expect(canceled).toEqual([expect.any(Date)]);
      expect(await shop.kaikei.payments.get(grant.payment.id)).toMatchObject({ fulfilment: "undone" });
    });
  });

  it.each([119, -119, 121, -121, 3600, -3600])(
    "PayPay's clock goes %i s ahead of ours in the middle of a payment, and back: the order is paid, told and refunded",
    async (seconds) => {
      const { shop } = use;
      const { control } = shop.emulator;
      const { payment } = await shop.start("cake");
      control.clock.skew(seconds);
      control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
      await shop.reconcileAfter(5000);
      expect(shop.paidOrders).toEqual(["cake"]);
      control.clock.skew(0);
      expect(await shop.kaikei.payments.refund({ payment: payment.id })).toMatchObject({ status: "done" });
    },
  );
});
