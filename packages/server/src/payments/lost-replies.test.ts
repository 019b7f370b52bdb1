import { beforeAll, describe, expect, it } from "vitest";
import { addressOf } from "../testing/address-of.ts";
import { useShop } from "../testing/use-shop.ts";

const createCode = { method: "POST", path: "/v2/codes" } as const;

describe("starting a payment when the provider misbehaves", () => {
  const use = useShop("postgres", { webhooks: false, paypay: { timeouts: { "codes.create": 1000 } } });
  // Loading it is a part of the first call, and takes longer than that on a busy machine.
  beforeAll(() => import("undici"));

  it("PayPay made the code but its answer is lost: the same request brings the same code", async () => {
    const { shop } = use;
    shop.emulator.control.faults.add({ kind: "reset_after", match: createCode, times: 1 });
    const { payment } = await shop.start("cake");
    const { codes } = shop.emulator.control.ledger();
    expect(codes).toHaveLength(1);
    expect(payment).toMatchObject({ status: "pending", nextAction: { url: codes[0]?.url } });
  });

  it("three lost answers in a row: the shopper waits on one payment and gets its one code", async () => {
    const { shop } = use;
    shop.emulator.control.faults.add({ kind: "reset_after", match: createCode, times: 3 });
    const grant = await shop.start("cake");
    expect(grant.payment).toMatchObject({ status: "created", nextAction: null, pollAfterMs: 4600 });
    for (let look = 0; look < 4; look += 1) await shop.reconcileAfter(20_000);
    const { codes } = shop.emulator.control.ledger();
    expect(codes).toHaveLength(1);
    expect(await shop.show(grant)).toMatchObject({ status: "pending", nextAction: { url: codes[0]?.url } });
  });

  it("PayPay never answers: the call ends at its deadline, and the payment stays open", async () => {
    const { shop } = use;
    shop.emulator.control.faults.add({ kind: "hang", match: createCode, times: 2 });
    const grant = await shop.start("cake");
    expect(grant.payment.status).toBe("created");
    await shop.reconcileAfter(20_000);
    expect(await shop.show(grant)).toMatchObject({ status: "pending" });
    expect(shop.emulator.control.ledger().codes).toHaveLength(1);
  });

  it.each(["html_502", "half_body"] as const)("%s in answer to a create is not a failure", async (kind) => {
    const { shop } = use;
    shop.emulator.control.faults.add({ kind, match: createCode, times: 1 });
    expect((await shop.start("cake")).payment.status).toBe("pending");
    expect(shop.emulator.control.ledger().codes).toHaveLength(1);
  });

  it("the id is taken and its code unknown: that attempt is abandoned, and the order gets a code that can be paid", async () => {
    const shop = await use.open({ emulator: { duplicateCreate: "reject" } });
    shop.emulator.control.faults.add({ kind: "reset_after", match: createCode, times: 1 });
    const grant = await shop.start("cake");
    expect(grant.payment.status).toBe("pending");
    const payments = await shop.kaikei.payments.list({ order: "cake" });
    const shown = payments.find(({ id }) => id === grant.payment.id);
    expect(shown).toMatchObject({ status: "pending", abandoned: false });
    expect(payments.filter((payment) => payment !== shown)).toMatchObject([
      { status: "created", abandoned: true },
    ]);
  });

  it("with duplicates: refund, the second payment of an order is given back by itself, once", async () => {
    const shop = await use.open({ emulator: { duplicateCreate: "reject" } });
    shop.emulator.control.faults.add({ kind: "reset_after", match: createCode, times: 1 });
    await shop.start("cake");
    for (const { merchantPaymentId } of shop.emulator.control.ledger().codes) {
      shop.emulator.control.pay({ merchantPaymentId, customer: "hanako" });
    }
    await shop.reconcileAfter(5000);
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(600_000);
    expect(shop.paidOrders).toEqual(["cake"]);
    const { payments, customers } = shop.emulator.control.ledger();
    expect(payments.map(({ captured, refunded }) => captured - refunded).sort()).toEqual([0, 4200]);
    expect(customers.find(({ id }) => id === "hanako")?.balance).toBe(50_000 - 4200);
    const duplicate = (await shop.kaikei.payments.list()).find(
      ({ fulfilment }) => fulfilment === "duplicate",
    );
    expect(duplicate).toMatchObject({ captured: 4200, refunded: 4200, attention: null });
  });

  it("with duplicates: flag, both codes are paid: the order is fulfilled once, the other waits for a person", async () => {
    const shop = await use.open({ emulator: { duplicateCreate: "reject" }, kaikei: { duplicates: "flag" } });
    shop.emulator.control.faults.add({ kind: "reset_after", match: createCode, times: 1 });
    await shop.start("cake");
    for (const { merchantPaymentId } of shop.emulator.control.ledger().codes) {
      shop.emulator.control.pay({ merchantPaymentId, customer: "hanako" });
    }
    await shop.reconcileAfter(5000);
    await shop.reconcileAfter(600_000);
    expect(shop.paidOrders).toEqual(["cake"]);
    const payments = await shop.kaikei.payments.list({ order: "cake" });
    expect(payments.map(({ status }) => status)).toEqual(["completed", "completed"]);
    expect(payments.map(({ fulfilment, attention }) => ({ fulfilment, attention }))).toEqual(
      expect.arrayContaining([
        { fulfilment: "fulfilling", attention: null },
        { fulfilment: "duplicate", attention: "duplicate" },
      ]),
    );
  });

  it("PayPay is down: a clear error, nothing charged, and trying again goes on with the same payment", async () => {
    const { shop } = use;
    const { url } = shop.emulator;
    const down = shop.another({ providers: [shop.providerAt("http://127.0.0.1:9")] });
    await expect(down.start("cake")).rejects.toMatchObject({ status: 503, code: "provider_unreachable" });
    const { payment } = await shop.start("cake");
    expect(payment.status).toBe("pending");
    expect(await shop.kaikei.payments.list({ order: "cake" })).toHaveLength(1);
    expect(addressOf(payment)).toContain(url);
  });

  it("PayPay refuses the request for good: the payment has failed, and the order can be started anew", async () => {
    const { shop } = use;
    const body = {
      resultInfo: { code: "INVALID_REQUEST_PARAMS", message: "no", codeId: "08100006" },
      data: null,
    };
    shop.emulator.control.faults.add({ kind: "status", status: 400, body, match: createCode, times: 1 });
    await expect(shop.start("cake")).rejects.toMatchObject({ status: 502, code: "provider_declined" });
    const { payment } = await shop.start("cake");
    expect(payment.status).toBe("pending");
    const statuses = (await shop.kaikei.payments.list()).map(({ status }) => status);
    expect(statuses.sort()).toEqual(["failed", "pending"]);
  });

  it("our key is not accepted: the shop is told so, and the payment stays open", async () => {
    const { shop } = use;
    const wrong = shop.another({
      providers: [shop.providerAt(shop.emulator.url, { apiSecret: "another-secret-that-is-wrong" })],
    });
    await expect(wrong.start("cake")).rejects.toMatchObject({ code: "provider_unauthorized" });
    expect((await shop.start("cake")).payment.status).toBe("pending");
  });

  it("the process dies between the call and its answer: another one goes on with the same code", async () => {
    const { shop } = use;
    const dying = shop.another({
      providers: [() => ({ ...shop.providerAt(shop.emulator.url)(), begin: dieAfter(shop) })],
    });
    await expect(dying.start("cake")).rejects.toMatchObject({ code: "internal" });
    const [left] = await shop.kaikei.payments.list();
    expect(left).toMatchObject({ status: "created", uncertain: true });
    await shop.reconcileAfter(46_000);
    const { codes } = shop.emulator.control.ledger();
    expect(codes).toHaveLength(1);
    expect(addressOf((await shop.start("cake")).payment)).toBe(codes[0]?.url);
  });
});

type Shop = ReturnType<typeof useShop>["shop"];

/** The request goes out and is answered, and then this process is no more. */
function dieAfter(shop: Shop) {
  const { begin } = shop.providerAt(shop.emulator.url)();
  return async (call: Parameters<typeof begin>[0]): ReturnType<typeof begin> => {
    await begin(call);
    throw new Error("killed");
  };
}
