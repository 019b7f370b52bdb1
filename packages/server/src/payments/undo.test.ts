import { describe, expect, it } from "vitest";
import { engines } from "../testing/database.ts";
import { panelOf, refundInPanel } from "../testing/panel.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

const cancelCall = { method: "DELETE", path: "/v2/payments" } as const;
const hour = 3_600_000;
/** The shop's clock starts at noon in Japan; from here it takes this long to 00:15 of the next day. */
const untilTheEdge = 12.25 * hour;

describe.each(engines)("undoing a paid payment, recorded in %s", (engine) => {
  const use = useShop(engine, { webhooks: false, paypay: { timeouts: { "payments.cancel": 1000 } } });

  async function paidCake(shop = use.shop) {
    const { payment } = await shop.start("cake");
    shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
    await shop.reconcileAfter(5000);
    return payment.id;
  }
  const callsOf = (shop: TestShop, call: string) => shop.calls().filter((made) => made === call).length;
  const cancels = (shop = use.shop) => callsOf(shop, "DELETE /v2/payments/:id");
  const refunds = (shop = use.shop) => callsOf(shop, "POST /v2/refunds");
  const statusAtPayPay = (shop = use.shop) => shop.emulator.control.ledger().payments[0]?.status;
  const refundsAtPayPay = (shop = use.shop) =>
    shop.emulator.control.ledger().refunds.map(({ amount }) => amount);

  it("on the same day: cancelled as a whole, the record becomes canceled, and the order may be paid again", async () => {
    const { shop } = use;
    const payment = await paidCake();
    expect(await shop.kaikei.payments.undo({ payment, reason: "changed her mind" })).toMatchObject({
      kind: "cancel",
      status: "done",
      amount: 4200,
      reason: "changed her mind",
    });
    const record = await shop.kaikei.payments.get(payment);
    expect(record).toMatchObject({ status: "canceled", captured: 4200, fulfilment: "undone" });
    expect(record.paidAt).not.toBeNull();
    expect(statusAtPayPay()).toBe("FAILED");
    expect([cancels(), refunds()]).toEqual([1, 0]);
    expect((await shop.start("cake")).payment.id).not.toBe(payment);
  });

  it("after 00:15 in Japan: refunded, and the payment was never asked to be cancelled", async () => {
    const { shop } = use;
    const payment = await paidCake();
    shop.pass(untilTheEdge + 120_000);
    expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ kind: "refund", status: "done" });
    expect([cancels(), refundsAtPayPay()]).toEqual([0, [4200]]);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ status: "completed", refunded: 4200 });
  });

  it("after a partial refund: what is left is refunded", async () => {
    const { shop } = use;
    const payment = await paidCake();
    await shop.kaikei.payments.refund({ payment, amount: 1000 });
    expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ kind: "refund", amount: 3200 });
    expect([cancels(), refundsAtPayPay()]).toEqual([0, [1000, 3200]]);
  });

  it("asked again, it is the one that was made, whether it was a cancel or a refund", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const cancel = await shop.kaikei.payments.undo({ payment, key: "return-7" });
    expect(await shop.kaikei.payments.undo({ payment })).toEqual(cancel);
    expect(await shop.kaikei.payments.undo({ payment, key: "return-7" })).toEqual(cancel);
    await expect(shop.kaikei.payments.refund({ payment })).rejects.toMatchObject({
      code: "payment_not_refundable",
    });
    const next = await paidCake();
    await shop.kaikei.payments.refund({ payment: next, amount: 4000, key: "most" });
    shop.pass(1000);
    await expect(shop.kaikei.payments.undo({ payment: next, key: "most" })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
    const rest = await shop.kaikei.payments.undo({ payment: next });
    expect(await shop.kaikei.payments.undo({ payment: next })).toEqual(rest);
    expect([cancels(), refundsAtPayPay()]).toEqual([1, [4000, 200]]);
  });

  it("twenty undos and twenty refunds of everything at once, over two processes: one effect", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const other = shop.another();
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => {
        const { payments } = (index % 2 === 0 ? shop : other).kaikei;
        return [payments.undo({ payment }), payments.refund({ payment })];
      }).flat(),
    );
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(40_000);
    const ids = new Set(asked.flatMap((result) => (result.status === "fulfilled" ? [result.value.id] : [])));
    expect(ids.size).toBe(1);
    expect(cancels() + refunds()).toBe(1);
    expect(shop.emulator.control.ledger().payments[0]?.taken).toBe(0);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
  });

  it.each(["reset_after", "half_body", "html_502", "hang"] as const)(
    "PayPay cancelled but its answer is lost (%s): one look finds it, and nothing is asked again",
    async (kind) => {
      const { shop } = use;
      const payment = await paidCake();
      const late = kind === "hang" || kind === "html_502" ? { after: true } : {};
      shop.emulator.control.faults.add({ kind, ...late, match: cancelCall });
      expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ kind: "cancel", status: "done" });
      for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(40_000);
      expect(refunds()).toBe(0);
      expect(await shop.kaikei.payments.get(payment)).toMatchObject({ status: "canceled" });
    },
  );

  it.each(["reset_before", "hang", "html_502"] as const)(
    "the request was lost (%s): asked again once two looks prove that nothing happened, and done",
    async (kind) => {
      const { shop } = use;
      const payment = await paidCake();
      shop.emulator.control.faults.add({ kind, match: cancelCall });
      expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ status: "uncertain" });
      await expect(shop.kaikei.payments.refund({ payment, amount: 1 })).rejects.toMatchObject({
        code: "payment_not_refundable",
      });
      const before = cancels();
      await shop.reconcileAfter(10_000);
      await shop.reconcileAfter(21_000);
      expect(cancels()).toBe(before);
      shop.emulator.control.faults.clear();
      await shop.reconcileAfter(31_000);
      expect(await shop.kaikei.payments.operations(payment)).toMatchObject([
        { kind: "cancel", status: "done" },
      ]);
      expect([statusAtPayPay(), refunds()]).toEqual(["FAILED", 0]);
    },
  );

  it("PayPay is busy: it certainly did not act, so it is asked again as soon as we may", async () => {
    const { shop } = use;
    const payment = await paidCake();
    shop.emulator.control.faults.add({ kind: "rate_limit", match: cancelCall, times: 1 });
    expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ status: "requested" });
    expect(cancels()).toBe(1);
    for (let pass = 0; pass < 6; pass += 1) await shop.reconcileAfter(10_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect([statusAtPayPay(), cancels()]).toEqual(["FAILED", 2]);
  });

  it("PayPay's clock is ahead at the edge: refused, seen twice to be still paid, and refunded under the key", async () => {
    const { shop } = use;
    const payment = await paidCake();
    // 00:15:30 in Japan: our clock might be wrong, so PayPay is asked.
    shop.pass(untilTheEdge + 25_000);
    const cancel = await shop.kaikei.payments.undo({ payment, key: "return-8" });
    expect(cancel).toMatchObject({ status: "uncertain", problem: "ORDER_NOT_REVERSIBLE" });
    await shop.reconcileAfter(31_000);
    expect([cancels(), refunds()]).toEqual([1, 0]);
    await shop.reconcileAfter(31_000);
    const [first, second] = await shop.kaikei.payments.operations(payment);
    expect(first).toMatchObject({ id: cancel.id, status: "declined", problem: "ORDER_NOT_REVERSIBLE" });
    expect(second).toMatchObject({ id: cancel.id.replace("can_", "ref_"), kind: "refund", status: "done" });
    expect(await shop.kaikei.payments.undo({ payment, key: "return-8" })).toEqual(second);
    expect([cancels(), refundsAtPayPay()]).toEqual([1, [4200]]);
  });

  it("cancelled in PayPay's panel meanwhile: not reversible, and one look finds it done", async () => {
    const { shop } = use;
    const payment = await paidCake();
    await panelOf(shop).payments.cancel({ merchantPaymentId: payment });
    expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ kind: "cancel", status: "done" });
    expect(refunds()).toBe(0);
  });

  it("refunded in part in PayPay's panel meanwhile: the cancel is refused, and what is left is refunded", async () => {
    const { shop } = use;
    const payment = await paidCake();
    await refundInPanel(shop, payment, 200);
    await shop.kaikei.payments.undo({ payment });
    for (let pass = 0; pass < 3; pass += 1) await shop.reconcileAfter(31_000);
    expect(refundsAtPayPay()).toEqual([200, 4000]);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([
      { kind: "cancel", status: "declined" },
      { kind: "refund", status: "done", amount: 4000 },
    ]);
  });

  it("the answer is lost and the window closes: two looks agree that nothing happened, and it is refunded", async () => {
    const { shop } = use;
    const payment = await paidCake();
    shop.pass(untilTheEdge + 110_000 - 5000);
    shop.emulator.control.faults.add({ kind: "reset_before", match: cancelCall });
    expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ status: "uncertain" });
    const before = cancels();
    await shop.reconcileAfter(31_000);
    expect(refunds()).toBe(0);
    await shop.reconcileAfter(31_000);
    expect([cancels(), refundsAtPayPay()]).toEqual([before, [4200]]);
  });

  it("accepted, and PayPay takes its time: it is looked at until it is done, and never refunded", async () => {
    const shop = await use.open({ emulator: { cancelSettlesAfterSeconds: 3600 } });
    const payment = await paidCake(shop);
    expect(await shop.kaikei.payments.undo({ payment })).toMatchObject({ status: "accepted" });
    for (let pass = 0; pass < 10; pass += 1) await shop.reconcileAfter(120_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "accepted" }]);
    await shop.reconcileAfter(2 * hour);
    await shop.reconcileAfter(5000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect([cancels(shop), refunds(shop)]).toEqual([1, 0]);
  });

  it("accepted and never done: a person is shown it after a day, until it ends", async () => {
    const shop = await use.open({ emulator: { cancelSettlesAfterSeconds: 30 * 3600 } });
    const payment = await paidCake(shop);
    await shop.kaikei.payments.undo({ payment });
    await shop.reconcileAfter(23 * hour);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ attention: null });
    await shop.reconcileAfter(hour);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ attention: "operation_stuck" });
    expect(refunds(shop)).toBe(0);
    await shop.reconcileAfter(7 * hour);
    expect(await shop.kaikei.payments.get(payment)).toMatchObject({ attention: null, status: "canceled" });
  });

  it("a look without an answer, or of an unpaid payment, proves nothing", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const real = shop.providerAt(shop.emulator.url)();
    shop.emulator.control.faults.add({ kind: "reset_before", match: cancelCall });
    await shop.kaikei.payments.undo({ payment });
    const before = cancels();
    const blind = shop.another({
      providers: [
        () => ({
          ...real,
          inspect: async () => ({ kind: "done", value: { status: "pending", code: null } }),
        }),
      ],
    });
    for (let pass = 0; pass < 6; pass += 1) await blind.reconcileAfter(60_000);
    expect([cancels(), refunds()]).toEqual([before, 0]);
  });

  it("the process dies between writing it down and asking: the next pass asks", async () => {
    const { shop } = use;
    const payment = await paidCake();
    const real = shop.providerAt(shop.emulator.url)();
    const dying = shop.another({
      providers: [() => ({ ...real, reverse: () => Promise.reject(new Error("killed")) })],
    });
    await expect(dying.kaikei.payments.undo({ payment })).rejects.toThrow("killed");
    for (let pass = 0; pass < 4; pass += 1) await shop.reconcileAfter(91_000);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([{ status: "done" }]);
    expect([statusAtPayPay(), refunds()]).toEqual(["FAILED", 0]);
  });

  it("an unpaid payment has nothing to undo, and an unknown one is not found", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    await expect(shop.kaikei.payments.undo({ payment: payment.id })).rejects.toMatchObject({
      code: "payment_not_refundable",
    });
    await expect(shop.kaikei.payments.undo({ payment: "pay_unknown" })).rejects.toMatchObject({
      code: "payment_not_found",
    });
    await expect(shop.kaikei.payments.undo({ payment: payment.id, key: "" })).rejects.toThrow(/^key/);
    expect([cancels(), refunds()]).toEqual([0, 0]);
  });
});
