import { trialMerchant } from "@kaikei/emulator";
import { beforeEach, describe, expect, it } from "vitest";
import { captureIdOf } from "../domain/hold-operation.ts";
import { callsOf, hold, holdingShop, holdMs, theirs } from "../testing/hold-shop.ts";
import { panelOf } from "../testing/panel.ts";
import type { TestShop } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";

const captureCall = { method: "POST", path: "/v2/payments/capture" } as const;
const revertCall = { method: "POST", path: "/v2/payments/preauthorize/revert" } as const;
const hour = 3_600_000;
const yen = (amount: number) => ({ amount, currency: "JPY" }) as const;

describe("a capture or a revert whose answer is lost, or is no", () => {
  const { kaikei, told } = holdingShop();
  const use = useShop("postgres", {
    webhooks: false,
    kaikei,
    paypay: { timeouts: { "payments.capture": 1000, "payments.revert": 1000 } },
  });
  beforeEach(() => {
    told.length = 0;
  });
  const record = (id: string) => use.shop.kaikei.payments.get(id);
  const operations = (id: string) => use.shop.kaikei.payments.operations(id);
  const captures = (shop = use.shop) => callsOf(shop, "POST /v2/payments/capture");
  const reverts = () => callsOf(use.shop, "POST /v2/payments/preauthorize/revert");
  const seconds = (shop: TestShop) => Math.floor(shop.now().getTime() / 1000);
  const panelCapture = (shop: TestShop, payment: string, amount: number) =>
    panelOf(shop).payments.capture({
      merchantPaymentId: payment,
      merchantCaptureId: "panel",
      amount: yen(amount),
      requestedAt: seconds(shop),
      orderDescription: "by hand",
    });
  async function pass(times: number, ms: number, shop = use.shop) {
    for (let each = 0; each < times; each += 1) await shop.reconcileAfter(ms);
  }

  it.each(["reset_after", "half_body", "html_502", "hang"] as const)(
    "PayPay captured but its answer is lost (%s): one look finds it by its id, and nothing is asked again",
    async (kind) => {
      const { shop } = use;
      const payment = await hold(shop);
      const late = kind === "hang" || kind === "html_502" ? { after: true } : {};
      shop.emulator.control.faults.add({ kind, ...late, match: captureCall });
      expect(await shop.kaikei.payments.capture({ payment, amount: 3000 })).toMatchObject({ status: "done" });
      await pass(3, 40_000);
      expect(await record(payment)).toMatchObject({ status: "completed", captured: 3000, attention: null });
      expect([captures(), told]).toEqual([1, ["authorized", "paid"]]);
    },
  );

  it.each(["reset_before", "hang", "html_502"] as const)(
    "the request was lost (%s): asked again with another id, once two looks prove that nothing happened",
    async (kind) => {
      const { shop } = use;
      const payment = await hold(shop);
      shop.emulator.control.faults.add({ kind, match: captureCall });
      const first = await shop.kaikei.payments.capture({ payment, amount: 3000 });
      expect(first).toMatchObject({ status: "uncertain" });
      const before = captures();
      await expect(shop.kaikei.payments.capture({ payment })).rejects.toMatchObject({
        code: "payment_not_capturable",
      });
      await expect(shop.kaikei.payments.cancel(payment)).rejects.toMatchObject({
        code: "payment_not_cancelable",
      });
      await pass(1, 10_000);
      await pass(1, 21_000);
      expect(captures()).toBe(before);
      shop.emulator.control.faults.clear();
      await pass(1, 31_000);
      expect(await operations(payment)).toMatchObject([{ kind: "capture", status: "done" }]);
      expect(captures()).toBe(before + 1);
      const [{ merchantCaptureId } = { merchantCaptureId: "" }] = theirs(shop).captures;
      expect(merchantCaptureId).toMatch(new RegExp(`^${first.id}_`));
      expect(merchantCaptureId).not.toBe(captureIdOf(first));
    },
  );

  it("the first request comes late, after the second was asked for: captured once, and known as ours", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    shop.emulator.control.faults.add({
      kind: "late_effect",
      milliseconds: 90_000,
      match: captureCall,
      times: 1,
    });
    await shop.kaikei.payments.capture({ payment, amount: 3000 });
    await pass(5, 31_000);
    expect(theirs(shop)).toMatchObject({ status: "COMPLETED", taken: 3000 });
    expect(await operations(payment)).toMatchObject([{ status: "done" }]);
    expect(await record(payment)).toMatchObject({ captured: 3000, attention: null });
  });

  it.each<[string, string, (shop: TestShop) => unknown]>([
    [
      "the shopper has left PayPay",
      "CANCELED_USER",
      (shop) => shop.emulator.control.setCustomer({ customer: "hanako", closed: true }),
    ],
    ["the hold ends within a minute", "TOO_CLOSE_TO_EXPIRY", (shop) => shop.pass(holdMs - 5000 - 55_000)],
  ])("%s: declined (%s), asked for once", async (_why, problem, arrange) => {
    const { shop } = use;
    const payment = await hold(shop);
    arrange(shop);
    await shop.kaikei.payments.capture({ payment, key: "delivery" });
    await pass(5, 31_000);
    expect(await operations(payment)).toMatchObject([{ status: "declined", problem }]);
    expect([captures(), (await record(payment)).captured]).toEqual([1, 0]);
    expect(await shop.kaikei.payments.capture({ payment, key: "delivery" })).toMatchObject({ problem });
  });

  it("more than the merchant may capture at once: declined, and less can still be captured", async () => {
    const shop = await use.open({ emulator: { merchants: [{ ...trialMerchant, captureLimit: 4000 }] } });
    const payment = await hold(shop);
    await shop.kaikei.payments.capture({ payment });
    await pass(3, 31_000, shop);
    expect(await shop.kaikei.payments.operations(payment)).toMatchObject([
      { status: "declined", problem: "UNACCEPTABLE_OP" },
    ]);
    expect(await shop.kaikei.payments.capture({ payment, amount: 4000 })).toMatchObject({ status: "done" });
  });

  it("captured in full in PayPay's panel meanwhile: that is paid, and our capture was not it", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await panelCapture(shop, payment, 4200);
    expect(await shop.kaikei.payments.capture({ payment, amount: 4200 })).toMatchObject({
      status: "declined",
      problem: "ALREADY_CAPTURED",
    });
    expect(await record(payment)).toMatchObject({ status: "completed", captured: 4200, attention: null });
    expect(told).toContain("paid");
  });

  it("captured in part in PayPay's panel: nothing of ours explains it, so it is kept for a person", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await panelCapture(shop, payment, 1234);
    await shop.kaikei.payments.refresh(payment);
    expect(await record(payment)).toMatchObject({ status: "authorized", attention: "mismatch" });
    await pass(1, 1000);
    expect(told).toEqual(["authorized"]);
  });

  it("reverted in PayPay's panel meanwhile: a capture is declined, and the payment is canceled", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await panelOf(shop).payments.revert({
      merchantRevertId: "panel",
      paymentId: theirs(shop).paymentId,
      requestedAt: seconds(shop),
    });
    expect(await shop.kaikei.payments.capture({ payment })).toMatchObject({
      status: "declined",
      problem: "ORDER_NOT_CAPTURABLE",
    });
    expect(await record(payment)).toMatchObject({ status: "canceled", paidAt: null });
  });

  it("the hold was lowered in PayPay's panel: she has to allow the capture, and in six hours it has lapsed or is paid", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    const lower = { paymentId: theirs(shop).paymentId, updatedAmount: yen(4000) };
    await panelOf(shop).payments.reauthorize({ requestId: "panel", ...lower });
    const until = new Date(shop.now().getTime() + 6 * hour);
    expect(await shop.kaikei.payments.capture({ payment, key: "first" })).toMatchObject({
      status: "awaiting_shopper",
      url: null,
      until,
    });
    expect((await record(payment)).nextAction).toEqual({
      kind: "approve",
      url: null,
      until: until.getTime(),
    });
  });

  it("a change of the hold is under way: asked again until it is over", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await panelOf(shop).payments.reauthorize({
      requestId: "panel",
      paymentId: theirs(shop).paymentId,
      updatedAmount: yen(9000),
      redirectUrl: "https://shop.example/",
      redirectType: "WEB_LINK",
      userAgent: "panel",
    });
    expect(await shop.kaikei.payments.capture({ payment })).toMatchObject({ status: "requested" });
    await pass(3, 3 * hour);
    await pass(1, 5000);
    expect(await operations(payment)).toMatchObject([{ status: "done", amount: 4200 }]);
  });

  it("PayPay is busy: it certainly did not act, so it is asked again as soon as we may", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    shop.emulator.control.faults.add({ kind: "rate_limit", match: captureCall, times: 1 });
    expect(await shop.kaikei.payments.capture({ payment })).toMatchObject({ status: "requested" });
    await pass(6, 10_000);
    expect(await operations(payment)).toMatchObject([{ status: "done" }]);
  });

  it("PayPay wants to be left alone for a minute: nothing is asked of any hold until then, and all goes on", async () => {
    const { shop } = use;
    const { control } = shop.emulator;
    const payment = await hold(shop);
    const body = { resultInfo: { code: "RATE_LIMIT", message: "", codeId: "" }, data: null };
    control.faults.add({ kind: "status", status: 429, body, headers: { "Retry-After": "60" }, times: 1 });
    await shop.kaikei.payments.refresh(payment);
    control.calls.clear();
    const raised = await shop.kaikei.payments.capture({ payment, amount: 5000 });
    expect(raised).toMatchObject({ status: "requested" });
    await pass(5, 10_000);
    expect(control.calls.list()).toEqual([]);
    await pass(6, 15_000);
    expect((await operations(payment)).map(({ status }) => status)).toEqual([
      "awaiting_shopper",
      "awaiting_shopper",
    ]);
  });

  it.each(["reset_after", "html_502", "hang"] as const)(
    "PayPay let it go but its answer is lost (%s): one look finds it",
    async (kind) => {
      const { shop } = use;
      const payment = await hold(shop);
      const late = kind === "reset_after" ? {} : { after: true };
      shop.emulator.control.faults.add({ kind, ...late, match: revertCall });
      expect(await shop.kaikei.payments.cancel(payment)).toMatchObject({ status: "canceled" });
      await pass(3, 40_000);
      expect([await operations(payment), reverts()]).toMatchObject([[{ status: "done" }], 1]);
    },
  );

  it("the request to let it go was lost: retiring until it is asked again and done", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    shop.emulator.control.faults.add({ kind: "reset_before", match: revertCall });
    expect(await shop.kaikei.payments.cancel(payment)).toMatchObject({
      status: "authorized",
      retiring: true,
    });
    await expect(shop.kaikei.payments.capture({ payment })).rejects.toMatchObject({
      code: "payment_not_capturable",
    });
    shop.emulator.control.faults.clear();
    await pass(3, 31_000);
    expect(await record(payment)).toMatchObject({ status: "canceled" });
  });

  it("captured in the panel while it was let go: the revert is declined, and it is paid", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    await panelCapture(shop, payment, 4200);
    expect(await shop.kaikei.payments.cancel(payment)).toMatchObject({
      status: "completed",
      retiring: false,
    });
    expect(await operations(payment)).toMatchObject([{ kind: "revert", status: "declined" }]);
  });

  it("nobody captures it: as the hold ends a look sees that, and the shop is told", async () => {
    const { shop } = use;
    const payment = await hold(shop);
    const looksBefore = callsOf(shop, "GET /v2/codes/payments/:id");
    for (let due = 0; due < 60 && (await record(payment)).status === "authorized"; due += 1) {
      await shop.reconcileAfter(6 * hour);
    }
    const { status, holdExpiresAt } = await record(payment);
    expect([status, told]).toEqual(["expired", ["authorized", "expired"]]);
    expect(shop.now().getTime() - (holdExpiresAt?.getTime() ?? 0)).toBeLessThanOrEqual(6 * hour);
    expect(callsOf(shop, "GET /v2/codes/payments/:id") - looksBefore).toBeLessThan(60);
    await expect(shop.kaikei.payments.capture({ payment })).rejects.toMatchObject({
      code: "payment_not_capturable",
    });
    expect((await shop.start("cake")).payment.id).not.toBe(payment);
  });

  it("what is not held cannot be captured, and of an unknown payment nothing", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    await expect(shop.kaikei.payments.capture({ payment: payment.id })).rejects.toMatchObject({
      code: "payment_not_capturable",
    });
    await expect(shop.kaikei.payments.capture({ payment: "pay_unknown" })).rejects.toMatchObject({
      code: "payment_not_found",
    });
    await expect(shop.kaikei.payments.capture({ payment: payment.id, amount: 0 })).rejects.toThrow(/^amount/);
    expect(captures()).toBe(0);
  });
});
