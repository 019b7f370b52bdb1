import { trialMerchant } from "@kaikei/emulator";
import { describe, expect, it } from "vitest";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

describe("refunds in parts", () => {
  const use = useShop("postgres", { webhooks: false });

  async function paidCake(shop = use.shop) {
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    return payment.id;
  }
  const refund = (payment: string, amount: number, shop = use.shop) =>
    shop.kaikei.payments.refund({ payment, amount, key: `part-${amount}` });
  const asked = (shop: TestShop) => shop.calls().filter((call) => call === "POST /v2/refunds").length;
  const statuses = async (payment: string, shop = use.shop) =>
    (await shop.kaikei.payments.operations(payment)).map(({ status, problem }) => problem ?? status);
  async function pass(shop: TestShop, times: number, ms: number) {
    for (let each = 0; each < times; each += 1) await shop.reconcileAfter(ms);
  }

  it("several, days apart, until all is given back; the shop is told of each", async () => {
    const refunded: number[] = [];
    const shop = await use.open({
      kaikei: { onRefunded: ({ payment }) => void refunded.push(payment.refunded) },
    });
    const payment = await paidCake(shop);
    for (const amount of [1000, 200, 2999]) {
      expect(await refund(payment, amount, shop)).toMatchObject({ status: "done", amount });
      await shop.reconcileAfter(30 * 86_400_000);
    }
    await expect(refund(payment, 2, shop)).rejects.toMatchObject({ code: "payment_not_refundable" });
    await refund(payment, 1, shop);
    await shop.reconcileAfter(1000);
    expect(refunded).toEqual([1000, 1200, 4199, 4200]);
    expect(shop.emulator.control.ledger().payments[0]?.taken).toBe(0);
  });

  it("PayPay takes one a minute: the next is asked for again by itself after that, and nothing else has to wait", async () => {
    const shop = await use.open({
      emulator: { refundsPerMinute: 1 },
      prices: new Map([
        ["cake", 4200],
        ["pie", 900],
      ]),
    });
    const payment = await paidCake(shop);
    await refund(payment, 1000, shop);
    shop.pass(1000);
    const second = await refund(payment, 200, shop);
    expect(second).toMatchObject({ status: "uncertain", problem: null });
    // Its amount stays reserved.
    await expect(refund(payment, 3001, shop)).rejects.toMatchObject({ code: "payment_not_refundable" });
    expect((await shop.start("pie")).payment).toMatchObject({ status: "pending" });
    await pass(shop, 2, 25_000);
    expect(asked(shop)).toBe(2);
    await pass(shop, 4, 31_000);
    expect(await statuses(payment, shop)).toEqual(["done", "done"]);
    expect(shop.emulator.control.ledger().refunds.map(({ merchantRefundId }) => merchantRefundId)).toContain(
      second.id,
    );
    expect(asked(shop)).toBe(3);
  });

  it.each<[string, string, Parameters<typeof use.open>[0]]>([
    [
      "several refunds are not enabled for the merchant",
      "MERCHANT_MULTIPLE_REFUND_REJECTED",
      { emulator: { merchants: [{ ...trialMerchant, multipleRefunds: false }] } },
    ],
    ["their number is used up", "REFUND_LIMIT_EXCEEDED", { emulator: { refundsPerPayment: 1 } }],
  ])(
    "%s: the second is declined with %s, and what it would have given back stays ours",
    async (_why, problem, options) => {
      const shop = await use.open(options);
      const payment = await paidCake(shop);
      await refund(payment, 1000, shop);
      shop.pass(1000);
      await refund(payment, 200, shop);
      await pass(shop, 4, 31_000);
      expect(await statuses(payment, shop)).toEqual(["done", problem]);
      expect(asked(shop)).toBe(2);
      expect(await shop.kaikei.payments.get(payment)).toMatchObject({ refunded: 1000, attention: null });
      expect(shop.log.join()).toContain(problem);
    },
  );

  it("PayPay's older word for the same (UNACCEPTABLE_OP): declined too", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const body = { resultInfo: { code: "UNACCEPTABLE_OP", message: "", codeId: "00200014" }, data: null };
    const match = { method: "POST", path: "/v2/refunds" };
    shop.emulator.control.faults.add({ kind: "status", status: 400, body, match });
    await refund(payment, 1000);
    await pass(shop, 4, 31_000);
    expect(await statuses(payment)).toEqual(["UNACCEPTABLE_OP"]);
    expect(asked(shop)).toBe(1);
  });

  it("after day 365 nothing is asked for: the error names the last day, and an earlier refund still comes back", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const first = await refund(payment, 1000);
    shop.pass(Date.parse("2027-11-22T00:01:59+09:00") - shop.now().getTime());
    await refund(payment, 200);
    shop.pass(1000);
    const late = { code: "payment_not_refundable", message: expect.stringContaining("2027-11-21") };
    await expect(refund(payment, 300)).rejects.toMatchObject(late);
    await expect(shop.kaikei.payments.undo({ payment })).rejects.toMatchObject(late);
    expect(await refund(payment, 1000)).toMatchObject({ id: first.id, status: "done" });
    expect(asked(shop)).toBe(2);
  });
});
