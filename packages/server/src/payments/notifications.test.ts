import { describe, expect, it } from "vitest";
import { notifications } from "../store/schema.ts";
import { useShop } from "../testing/use-shop.ts";

const transaction = (fields: object) =>
  JSON.stringify({
    notification_type: "Transaction",
    merchant_id: "1",
    state: "COMPLETED",
    order_amount: "4200",
    ...fields,
  });

describe("notifications", () => {
  const use = useShop("pglite", { webhooks: false });
  const send = (body: string, headers: Record<string, string> = {}) =>
    use.shop.request("/notifications/paypay", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", "sec-fetch-site": "cross-site", ...headers },
    });
  const looks = () => use.shop.calls().filter((call) => call.startsWith("GET"));

  it("a forged 'paid' for an open payment makes us look, and moves nothing", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    const response = await send(transaction({ merchant_order_id: grant.payment.id, order_id: "1" }));
    expect([response.status, await response.text()]).toEqual([200, "OK"]);
    await shop.idle();
    expect(looks()).toHaveLength(1);
    expect(await shop.show(grant)).toMatchObject({ status: "pending" });
    expect(shop.paidOrders).toEqual([]);
  });

  it("two hundred forged ones for an open payment cost one look per interval, and unknown ids none", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    for (let index = 0; index < 100; index += 1) {
      await send(transaction({ merchant_order_id: payment.id, order_id: `forged-${index}` }));
      await send(transaction({ merchant_order_id: `pay_unknown_${index}`, order_id: `unknown-${index}` }));
    }
    await shop.idle();
    expect(looks()).toHaveLength(1);
    await shop.reconcileAfter(4500);
    expect(looks().length).toBeLessThanOrEqual(3);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({ status: "pending" });
  });

  it("a hint beyond the budget is not lost: it brings the next look forward", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    await send(transaction({ merchant_order_id: payment.id, order_id: "forged" }));
    await shop.idle();
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await send(transaction({ merchant_order_id: payment.id, order_id: "true" }));
    await shop.reconcileAfter(4500);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("the true ones, each ten times and in any order, pay the order once", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    const { paymentId } = shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    const body = transaction({ merchant_order_id: payment.id, order_id: paymentId });
    await Promise.all(Array.from({ length: 10 }, () => send(body)));
    await shop.idle();
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("one that says 200 and whose process then dies is taken up by reconcile", async () => {
    const { shop } = use;
    const dying = shop.another({
      providers: [
        () => ({
          ...shop.providerAt(shop.emulator.url)(),
          inspect: () => Promise.reject(new Error("killed")),
        }),
      ],
    });
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await dying.request("/notifications/paypay", {
      method: "POST",
      body: transaction({ merchant_order_id: payment.id }),
    });
    await dying.idle();
    await shop.reconcileAfter(50_000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it.each([
    [
      "about no payment",
      JSON.stringify({ notification_type: "file.created", path: "https://x.example" }),
      200,
    ],
    ["a scalar", "42", 200],
    ["null", "null", 200],
    ["no JSON", "{", 400],
    ["a null character", transaction({ order_id: "\u0000", merchant_order_id: "" }), 200],
    ["nested a thousandfold", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, 200],
    ["over 64 kB", JSON.stringify({ filler: "x".repeat(70_000) }), 413],
  ])("one that is %s does no harm", async (_name, body, status) => {
    const { shop } = use;
    expect((await send(body)).status).toBe(status);
    await shop.idle();
    expect(shop.calls()).toEqual([]);
  });

  it("a hundred forged ones of unknown payments do not keep a true one from being taken up", async () => {
    const { shop } = use;
    const dying = shop.another({
      providers: [
        () => ({
          ...shop.providerAt(shop.emulator.url)(),
          inspect: () => Promise.reject(new Error("killed")),
        }),
      ],
    });
    for (let index = 0; index < 100; index += 1) {
      await send(transaction({ merchant_order_id: `pay_unknown_${index}` }));
    }
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await dying.request("/notifications/paypay", {
      method: "POST",
      body: transaction({ merchant_order_id: payment.id }),
    });
    await dying.idle();
    await shop.reconcileAfter(20_000);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("the answer never waits for PayPay", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    shop.emulator.control.faults.add({ kind: "hang", match: { method: "GET" }, times: 1 });
    const impatient = shop.another({
      providers: [shop.providerAt(shop.emulator.url, { timeouts: { "codes.payment": 200 } })],
    });
    const body = transaction({ merchant_order_id: payment.id });
    const answer = impatient.request("/notifications/paypay", { method: "POST", body });
    expect((await answer).status).toBe(200);
    expect(shop.emulator.control.calls.list().at(-1)?.status ?? null).not.toBe(200);
    await impatient.idle();
  });

  it("all calls to PayPay hang: fifty at once are each answered within a second", async () => {
    const shop = await use.open({
      prices: new Map(Array.from({ length: 50 }, (_, index) => [`order-${index}`, 500])),
      paypay: { timeouts: { "codes.payment": 3000 } },
    });
    const grants = [];
    for (let index = 0; index < 50; index += 1) grants.push(await shop.start(`order-${index}`));
    shop.emulator.control.faults.add({ kind: "hang", match: { method: "GET" } });
    const answers = await Promise.all(
      grants.map(async ({ payment }) => {
        const before = performance.now();
        const { status } = await send(transaction({ merchant_order_id: payment.id }));
        return { status, inTime: performance.now() - before < 1000 };
      }),
    );
    expect(answers).toEqual(Array(50).fill({ status: 200, inTime: true }));
  });

  it("the embedded database is kept busy: refused within a second; what was written late is taken up", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    let end: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      end = resolve;
    });
    const busy = use.database.db.transaction(() => gate);
    const before = performance.now();
    expect((await send(transaction({ merchant_order_id: payment.id }))).status).toBe(503);
    expect(performance.now() - before).toBeLessThan(1000);
    end();
    await busy;
    await shop.idle();
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  it("one that comes before our create has been answered is not lost", async () => {
    const { shop } = use;
    const real = shop.providerAt(shop.emulator.url)();
    const early = shop.another({
      providers: [
        () => ({
          ...real,
          begin: async (call) => {
            const outcome = await real.begin(call);
            shop.emulator.control.pay({ merchantPaymentId: call.payment.id, customer: "hanako" });
            await send(transaction({ merchant_order_id: call.payment.id }));
            return outcome;
          },
        }),
      ],
    });
    await early.start("cake");
    await shop.reconcileAfter(4500);
    expect(shop.paidOrders).toEqual(["cake"]);
  });

  describe("with a list of addresses that may send them", () => {
    const paypay = "203.0.113.7";
    const sendThrough = (forwardedFor: string | null) =>
      send(
        transaction({ merchant_order_id: "pay_1" }),
        forwardedFor === null ? {} : { "x-forwarded-for": forwardedFor },
      );
    const kept = () => use.database.db.$count(notifications);

    it.each<[number, string | null, number]>([
      [1, paypay, 200],
      [1, `1.1.1.1, ${paypay}`, 200],
      [1, `::ffff:${paypay}`, 200],
      [1, "2001:db8::9", 200],
      [1, `${paypay}, 1.1.1.1`, 403],
      [1, "1.1.1.1", 403],
      [1, "unknown", 403],
      [1, null, 403],
      [2, `${paypay}, 10.0.0.1`, 200],
      [2, `1.1.1.1, ${paypay}, 10.0.0.1`, 200],
      [2, `1.1.1.1, ${paypay}`, 403],
      [2, paypay, 403],
    ])(
      "behind %i of our proxies, X-Forwarded-For %j is answered %i",
      async (trustedProxies, header, status) => {
        const shop = await use.open({
          kaikei: { trustedProxies, notifications: { allowFrom: [paypay, "2001:db8::/32"] } },
        });
        expect((await sendThrough(header)).status).toBe(status);
        expect(await kept()).toBe(status === 200 ? 1 : 0);
        expect(shop.log.join()).toMatch(status === 200 ? /^$/ : /a notification was refused/);
        expect(shop.log.join()).not.toContain("1.1.1.1");
      },
    );

    it("without proxies nobody's address is known, so the list is a mistake that is named", async () => {
      const shop = await use.open({ kaikei: { notifications: { allowFrom: [paypay] } } });
      await expect(shop.kaikei.open()).rejects.toThrow(/allowFrom needs trustedProxies/);
    });
  });
});
