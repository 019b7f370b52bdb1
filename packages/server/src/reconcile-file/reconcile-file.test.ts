import { describe, expect, it } from "vitest";
import { engines } from "../testing/database.ts";
import { refundInPanel } from "../testing/panel.ts";
import { encodeShiftJis } from "../testing/shift-jis.ts";
import { useShop } from "../testing/use-shop.ts";

const today = "2026-11-21";
const header = "決済番号,取引ステータス,取引日時,取引金額,マーチャント決済ID";

describe.each(engines)("PayPay's daily file and the record in %s", (engine) => {
  const prices = new Map(Array.from({ length: 80 }, (_, at) => [`cake-${at}`, 1000 + at]));
  const use = useShop(engine, { webhooks: false, prices });

  const file = (day = today) => use.shop.emulator.control.dailyFile({ day, kind: "transaction" });
  const made = (...lines: string[]) => encodeShiftJis([header, ...lines, ""].join("\n"));
  const looks = () => use.shop.calls().filter((call) => call.startsWith("GET")).length;

  async function paid(order = "cake-0") {
    const { payment } = await use.shop.start(order);
    use.shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await use.shop.kaikei.payments.refresh(payment.id);
    return use.shop.kaikei.payments.get(payment.id);
  }
  async function differences(bytes: Uint8Array) {
    const report = await use.shop.kaikei.reconcileFile(bytes);
    return report.differences.map(({ kind, payment, look }) => [kind, payment, look]);
  }

  it("agrees about payments, refunds in parts on several days, and cancels; nobody is asked", async () => {
    const { shop } = use;
    const { kaikei } = shop;
    const [first, second, third] = [await paid("cake-1"), await paid("cake-2"), await paid("cake-3")];
    await kaikei.payments.refund({ payment: first.id, amount: 300 });
    await kaikei.payments.undo({ payment: second.id });
    await shop.reconcileAfter(60_000);
    await refundInPanel(shop, third.id, 100);
    await kaikei.payments.refresh(third.id);
    const yesterdays = file();
    shop.pass(24 * 3_600_000);
    await kaikei.payments.refund({ payment: first.id, amount: 200 });
    const before = looks();
    expect(await kaikei.reconcileFile(yesterdays)).toMatchObject({
      matched: 3,
      differing: 0,
      differences: [],
    });
    expect(await kaikei.reconcileFile(file("2026-11-22"))).toMatchObject({
      rows: 1,
      matched: 1,
      differing: 0,
    });
    expect(looks()).toBe(before);
  });

  it("knows of money that our record has not seen: it is asked about, and the order is fulfilled", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake-1");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    const report = await shop.kaikei.reconcileFile(file());
    expect(report.differences).toMatchObject([
      {
        kind: "status",
        payment: payment.id,
        ours: { status: "pending", captured: 0 },
        theirs: { paid: [1001] },
        look: "settled",
      },
    ]);
    expect(await shop.kaikei.payments.get(payment.id)).toMatchObject({
      status: "completed",
      attention: null,
    });
    expect(shop.paidOrders).toEqual(["cake-1"]);
    expect(await shop.kaikei.reconcileFile(file())).toMatchObject({ matched: 1, differing: 0 });
  });

  it("knows of a refund that was made in PayPay's panel: the look after it brings our record up to date", async () => {
    const { id } = await paid();
    await refundInPanel(use.shop, id, 400);
    expect(await differences(file())).toEqual([["refund", id, "settled"]]);
    expect(await use.shop.kaikei.payments.get(id)).toMatchObject({ refunded: 400 });
  });

  it("says something that PayPay itself does not: nothing moves, and a person is shown the payment", async () => {
    const { kaikei } = use.shop;
    const { id, providerPaymentId } = await paid();
    const before = await kaikei.payments.get(id);
    const lie = made(
      `${providerPaymentId},取引完了,2026/11/21 12:00:00,999,${id}`,
      `${providerPaymentId},返金完了,2026/11/21 12:00:00,-999,${id}`,
    );
    expect(await differences(lie)).toEqual([["amount", id, "stands"]]);
    const { attention, version, ...after } = await kaikei.payments.get(id);
    expect({ ...before, ...after }).toEqual({ ...before });
    expect(attention).toBe("file_differs");
    expect(await kaikei.payments.list({ needsAttention: true })).toHaveLength(1);
    expect(await kaikei.payments.resolve(id)).toMatchObject({ attention: null });
  });

  it("lacks a payment of its day, and one of a refund: both are told; those of other days are not expected", async () => {
    const { shop } = use;
    await paid("cake-1");
    shop.pass(24 * 3_600_000);
    const [missing, refunded, there] = [await paid("cake-2"), await paid("cake-3"), await paid("cake-4")];
    await shop.kaikei.payments.refund({ payment: refunded.id, amount: 500 });
    const lines = [refunded, there].map(
      ({ id, providerPaymentId, captured }) =>
        `${providerPaymentId},取引完了,2026/11/22 12:00:00,${captured},${id}`,
    );
    expect(await differences(made(...lines))).toEqual(
      expect.arrayContaining([
        ["missing_there", missing.id, "stands"],
        ["refund", refunded.id, "stands"],
      ]),
    );
  });

  it("payments that are none of ours are counted, and nobody is asked about them", async () => {
    const before = looks();
    const lines = Array.from(
      { length: 1200 },
      (_, at) => `04${at},取引完了,2026/11/21 12:00:00,100,till-${at}`,
    );
    const report = await use.shop.kaikei.reconcileFile(made(...lines));
    expect(report).toMatchObject({ rows: 1200, matched: 0, differing: 1200 });
    expect(report.differences).toHaveLength(1000);
    expect(report.differences[0]).toMatchObject({ kind: "unknown_here", payment: null, look: "not_made" });
    expect(looks()).toBe(before);
  });

  it("a made-up one about everything we have makes us ask fifty times at most, once an interval, and changes nothing", async () => {
    const { shop } = use;
    const started = await Promise.all(
      [...prices.keys()].map((order) => shop.kaikei.payments.start({ order })),
    );
    shop.pass(60_000);
    const lie = made(...started.map(({ id }, at) => `04${at},取引完了,2026/11/21 12:00:00,1,${id}`));
    const before = looks();
    const reports = await Promise.all([1, 2, 3].map(() => shop.kaikei.reconcileFile(lie)));
    expect(reports[0]).toMatchObject({ differing: 80, matched: 0 });
    expect(looks() - before).toBe(50);
    const after = await shop.kaikei.payments.list();
    expect(new Set(after.map(({ status }) => status))).toEqual(new Set(["pending"]));
  });

  it("a payment number whose zeros in front were dropped is known all the same", async () => {
    const { id, providerPaymentId, captured } = await paid();
    const number = (providerPaymentId ?? "").replace(/^0+/, "");
    const line = `${number},取引完了,2026/11/21 12:00:00,${captured},`;
    expect(number).not.toBe(providerPaymentId);
    expect(await use.shop.kaikei.reconcileFile(made(line))).toMatchObject({ matched: 1, differing: 0 });
    expect(await use.shop.kaikei.payments.get(id)).toMatchObject({ attention: null });
  });

  it("while PayPay does not answer, a difference is only told, and nobody is accused", async () => {
    const { shop } = use;
    const { id, providerPaymentId } = await paid();
    shop.pass(60_000);
    shop.emulator.control.faults.add({ kind: "rate_limit", match: { method: "GET" } });
    const lie = made(`${providerPaymentId},取引完了,2026/11/21 12:00:00,1,${id}`);
    expect(await differences(lie)).toEqual([["amount", id, "not_made"]]);
    expect(await shop.kaikei.payments.get(id)).toMatchObject({ attention: null });
  });

  it("another merchant's payment is none of ours, whatever it is called", async () => {
    const { id, providerPaymentId, captured } = await paid();
    const other = use.shop.another({
      providers: [use.shop.providerAt(use.shop.emulator.url, { merchantId: "200000000000000002" })],
    });
    const line = `${providerPaymentId},取引完了,2026/11/21 12:00:00,${captured},${id}`;
    expect((await other.kaikei.reconcileFile(made(line))).differences).toMatchObject([
      { kind: "unknown_here" },
    ]);
  });

  it("a hold, captured in part and given back in part: each of its lines has an id of its own, and all agree", async () => {
    const { kaikei, emulator, ...shop } = use.shop.another({
      resolveOrder: () => ({
        amount: { amount: 4200, currency: "JPY" },
        capture: "manual",
        returnPath: "/orders/wedding",
      }),
    });
    const { id } = await kaikei.payments.start({ order: "wedding" });
    emulator.control.pay({ merchantPaymentId: id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    const held = emulator.control.dailyFile({ day: today, kind: "preauth" });
    expect(await kaikei.reconcileFile(held)).toMatchObject({ rows: 1, matched: 1, differing: 0 });
    await kaikei.payments.capture({ payment: id, amount: 4000 });
    await kaikei.payments.refund({ payment: id, amount: 500 });
    const captured = emulator.control.dailyFile({ day: today, kind: "preauth" });
    expect(await kaikei.reconcileFile(captured)).toMatchObject({ rows: 3, matched: 1, differing: 0 });
    expect(await kaikei.reconcileFile(file())).toMatchObject({ rows: 0, matched: 0, differing: 0 });
  });
});
