import { describe, expect, it } from "vitest";
import { useShop } from "../testing/use-shop.ts";

const lookUp = { method: "GET", path: "/v2/codes/payments/" } as const;
const deleteCode = { method: "DELETE", path: "/v2/codes/" } as const;
const life = 300_000;
const unavailable = {
  resultInfo: { code: "SERVICE_ERROR", message: "try later", codeId: "08100026" },
  data: null,
};

describe("a payment that ends", () => {
  const prices = new Map([["cake", 4200]]);
  const use = useShop("postgres", { webhooks: false, prices });

  it("its time runs out: the code is deleted, the payment expires, and the order gets a new code", async () => {
    const { shop } = use;
    const first = await shop.start("cake");
    await shop.reconcileAfter(life);
    expect(await shop.show(first)).toMatchObject({ status: "expired", nextAction: null, pollAfterMs: null });
    expect(shop.calls()).toContain("DELETE /v2/codes/:id");
    const second = await shop.start("cake");
    expect(second.payment).toMatchObject({ status: "pending" });
    expect(second.payment.id).not.toBe(first.payment.id);
    shop.emulator.control.pay({ merchantPaymentId: second.payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("asking for a new code at the end does not wait for the next pass", async () => {
    const { shop } = use;
    const first = await shop.start("cake");
    shop.pass(life);
    const second = await shop.start("cake");
    expect(second.payment.id).not.toBe(first.payment.id);
    expect(await shop.show(first)).toMatchObject({ status: "expired" });
  });

  it("paid in the last second, and nobody had looked yet: it is paid, not expired", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    shop.pass(life - 1000);
    shop.emulator.control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
    await shop.reconcileAfter(2000);
    expect(await shop.show(grant)).toMatchObject({ status: "completed" });
    expect(await shop.kaikei.payments.get(grant.payment.id)).toMatchObject({ late: false });
  });

  it("paid while its code is being deleted: the look after it finds the money", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const provider = shop.providerAt(shop.emulator.url)();
    const racing = shop.another({
      providers: [
        () => ({
          ...provider,
          cancel: (call) => {
            shop.emulator.control.pay({ merchantPaymentId: call.payment.id, customer: "hanako" });
            return provider.cancel(call);
          },
        }),
      ],
    });
    expect(await racing.cancel(grant)).toMatchObject({ status: "completed", retiring: false });
    expect(racing.paidOrders).toEqual(["cake"]);
  });

  it("money that we could not see at the end is found within the grace, and fulfils the order late", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    const stale = {
      resultInfo: { code: "DYNAMIC_QR_PAYMENT_NOT_FOUND", message: "", codeId: "01652075" },
      data: null,
    };
    shop.emulator.control.faults.add({ kind: "status", status: 400, body: stale, match: lookUp });
    shop.emulator.control.faults.add({ kind: "status", status: 500, body: unavailable, match: deleteCode });
    await shop.reconcileAfter(life);
    // By PayPay's clock it may still be payable, and nobody has confirmed that it is not.
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "pending" });
    await shop.reconcileAfter(120_000);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "expired" });
    shop.emulator.control.faults.clear();
    await shop.reconcileAfter(30_000);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "completed", late: true });
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("the shopper cancels: the code cannot be paid any more, and the order can be started anew", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    expect(await shop.cancel(grant)).toMatchObject({ status: "canceled", nextAction: null });
    expect(() =>
      shop.emulator.control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" }),
    ).toThrow(/cannot be paid/);
    expect((await shop.start("cake")).payment.id).not.toBe(grant.payment.id);
  });

  it("while PayPay does not confirm a cancel nobody is told that it is over, and no second code is made", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    shop.emulator.control.faults.add({
      kind: "status",
      status: 500,
      body: unavailable,
      match: deleteCode,
      times: 2,
    });
    const response = await shop.request(`/payments/${grant.payment.id}`, {
      method: "DELETE",
      token: grant.token,
    });
    expect(response.status).toBe(202);
    expect(await shop.show(grant)).toMatchObject({ status: "pending", retiring: true, nextAction: null });
    expect((await shop.start("cake")).payment.id).toBe(grant.payment.id);
    await shop.reconcileAfter(10_000);
    expect(await shop.show(grant)).toMatchObject({ retiring: true });
    await shop.reconcileAfter(20_000);
    expect(await shop.show(grant)).toMatchObject({ status: "canceled", retiring: false });
  });

  it("our clock is ahead and PayPay refuses to delete the code, which can still be paid: no second code is made", async () => {
    const shop = await use.open({ kaikei: { clock: () => new Date(use.shop.now().getTime() + 90_000) } });
    const grant = await shop.start("cake");
    const refused = { resultInfo: { code: "DYNAMIC_QR_BAD_REQUEST", message: "", codeId: null }, data: null };
    shop.emulator.control.faults.add({ kind: "status", status: 400, body: refused, match: deleteCode });
    await shop.reconcileAfter(life - 60_000);
    expect((await shop.start("cake")).payment).toMatchObject({ id: grant.payment.id, nextAction: null });
    shop.emulator.control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
    await shop.reconcileAfter(30_000);
    expect(await shop.kaikei.payments.get(grant.payment.id)).toMatchObject({
      status: "completed",
      late: false,
    });
  });

  it("PayPay refuses to delete a code: it is over two minutes after its end", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const refused = { resultInfo: { code: "DYNAMIC_QR_BAD_REQUEST", message: "", codeId: null }, data: null };
    shop.emulator.control.faults.add({ kind: "status", status: 400, body: refused, match: deleteCode });
    await shop.reconcileAfter(life);
    await shop.reconcileAfter(120_000);
    expect(await shop.show(grant)).toMatchObject({ status: "expired" });
  });

  it("a paid payment cannot be canceled", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: grant.payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    await expect(shop.cancel(grant)).rejects.toMatchObject({ status: 409, code: "payment_not_cancelable" });
  });

  it("the price has changed: the old code is withdrawn before the shopper sees one for the new price", async () => {
    const { shop } = use;
    const old = await shop.start("cake");
    prices.set("cake", 3900);
    try {
      const now = await shop.start("cake");
      expect(now.payment).toMatchObject({ status: "pending", amount: { value: 3900 } });
      expect(await shop.show(old)).toMatchObject({ status: "canceled" });
      const open = shop.emulator.control.ledger().codes.filter(({ state }) => state === "open");
      expect(open.map(({ merchantPaymentId }) => merchantPaymentId)).toEqual([now.payment.id]);
    } finally {
      prices.set("cake", 4200);
    }
  });

  it("an answer about another amount pays nothing and waits for a person", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const data = {
      paymentId: "1",
      status: "COMPLETED",
      acceptedAt: 1,
      merchantPaymentId: grant.payment.id,
      amount: { amount: 1, currency: "JPY" },
    };
    const body = { resultInfo: { code: "SUCCESS", message: "Success", codeId: "08100001" }, data };
    shop.emulator.control.faults.add({ kind: "status", status: 200, body, match: lookUp });
    for (let look = 0; look < 3; look += 1) await shop.reconcileAfter(5000);
    expect(await shop.kaikei.payments.get(grant.payment.id)).toMatchObject({
      status: "pending",
      captured: 0,
      attention: "mismatch",
    });
    expect(shop.paidOrders).toEqual([]);
    expect(await shop.show(grant)).toMatchObject({ nextAction: null, needsAttention: true });
  });

  it("a payment that PayPay never answers about is never called failed: it waits for a person until an answer comes", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    shop.emulator.control.faults.add({ kind: "status", status: 500, body: {}, match: lookUp });
    await shop.reconcileAfter(life);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "pending", attention: null });
    await shop.reconcileAfter(25 * 3_600_000);
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(300_000);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({
      status: "pending",
      attention: "unanswered",
    });
    const waiting = () => shop.kaikei.payments.list({ needsAttention: true });
    expect((await waiting()).map(({ id }) => id)).toEqual([payment.id]);
    shop.emulator.control.faults.clear();
    await shop.reconcileAfter(300_000);
    expect(await waiting()).toEqual([]);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({
      status: "completed",
      attention: null,
    });
    expect(shop.paidOrders).toEqual(["cake"]);
  });
});
