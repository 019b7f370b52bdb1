import { type FaultInput, type RunningEmulator, startEmulator } from "@kaikei/emulator";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Outcome, PaymentProvider, RefundIntent } from "../../provider.ts";
import { addressOf } from "../../testing/address-of.ts";
import { exampleBeginIntent } from "../../testing/begin-intent-example.ts";
import { examplePayment } from "../../testing/payment-example.ts";
import { createPayPayClient, type PayPayClient } from "./client.ts";
import { trialMerchant } from "./options.ts";
import { createPayPayProvider } from "./payment-provider.ts";

let emulator: RunningEmulator;
let client: PayPayClient;
let provider: PaymentProvider;
const amount = { amount: 1500, currency: "JPY" } as const;
const now = () => emulator.control.clock.now();
const seconds = () => Math.floor(now() / 1000);

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, refundSettlesAfterSeconds: 60 });
  client = createPayPayClient({
    environment: "emulator",
    emulatorUrl: emulator.url,
    ...trialMerchant,
    clock: () => new Date(now()),
    timeouts: { "codes.create": 1000, "codes.payment": 1000, "codes.delete": 1000, "refunds.create": 1000 },
  });
  provider = createPayPayProvider(client);
});
afterAll(async () => {
  client.close();
  await emulator.close();
});
beforeEach(() => emulator.control.reset());

function succeeded<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind === "done" || outcome.kind === "accepted") return outcome.value;
  throw new Error(`${outcome.kind}: ${outcome.problem.message}`);
}

function begin(paymentId = "pay_1") {
  const intent = exampleBeginIntent({
    paymentId,
    amount,
    description: "抹茶ケーキ",
    shopper: { device: "phone", userAgent: "Mozilla/5.0", ipAddress: "203.0.113.7" },
    requestedAt: new Date(1_790_000_000_000),
  });
  const payment = examplePayment({ id: paymentId, ordered: amount });
  return provider.begin({ payment, request: provider.prepare(intent), authorization: null });
}

const payment = examplePayment({ ordered: amount });
const inspect = () => provider.inspect({ payment });

/** Begins, and lets Hanako pay. Returns PayPay's id of the payment. */
async function pay(): Promise<string> {
  succeeded(await begin());
  emulator.control.pay({ merchantPaymentId: "pay_1", customer: "hanako" });
  const observation = succeeded(await inspect());
  if (observation.status !== "completed") throw new Error(observation.status);
  return observation.providerPaymentId;
}

test("a code is made, looked at, paid and seen to be paid", async () => {
  const begun = succeeded(await begin());
  expect(begun).toMatchObject({ status: "pending", code: { nextAction: { kind: "scan_qr" } } });
  expect(succeeded(await inspect())).toEqual({ status: "pending", code: null });
  emulator.control.pay({ merchantPaymentId: "pay_1", customer: "hanako" });
  expect(succeeded(await inspect())).toMatchObject({ status: "completed", captured: amount, refunded: 0 });
});

test("the code's page opens, and its expiry lies ahead", async () => {
  const begun = succeeded(await begin());
  if (begun.status !== "pending" || begun.code === null) throw new Error("no code");
  expect(begun.code.expiresAt.getTime()).toBeGreaterThan(now());
  expect((await fetch(addressOf(begun.code) ?? "")).status).toBe(200);
});

test("an id that PayPay has never heard of is unpaid so far", async () => {
  expect(await inspect()).toEqual({ kind: "done", value: { status: "pending", code: null } });
});

test("an expired code stays unpaid so far: only our own clock says that it is over", async () => {
  succeeded(await begin());
  emulator.control.clock.advance(301);
  expect(succeeded(await inspect())).toEqual({ status: "pending", code: null });
});

test("a withdrawn code cannot be paid, and withdrawing it again is done with", async () => {
  const begun = succeeded(await begin());
  if (begun.status !== "pending" || begun.code === null) throw new Error("no code");
  const withCode = { ...payment, providerCodeId: begun.code.providerCodeId };
  expect(await provider.cancel({ payment: withCode })).toEqual({ kind: "done", value: null });
  expect(() => emulator.control.pay({ merchantPaymentId: "pay_1", customer: "hanako" })).toThrow();
  expect(await provider.cancel({ payment: withCode })).toEqual({ kind: "done", value: null });
});

describe("refunds", () => {
  const refundOf = (providerPaymentId: string, value: number, refundId = "r_1"): RefundIntent => ({
    refundId,
    providerPaymentId,
    amount: { amount: value, currency: "JPY" },
    reason: "broken",
    requestedAt: new Date(1_790_000_000_000),
  });

  test("a part goes back, is accepted first and done later, and the payment says so", async () => {
    const intent = refundOf(await pay(), 500);
    expect(await provider.refund({ intent })).toEqual({ kind: "accepted", value: null });
    expect(await provider.inspectRefund({ intent })).toEqual({ kind: "accepted", value: null });
    emulator.control.clock.advance(61);
    expect(await provider.inspectRefund({ intent })).toEqual({ kind: "done", value: null });
    expect(succeeded(await inspect())).toMatchObject({
      status: "completed",
      captured: amount,
      refunded: 500,
    });
  });

  test("PayPay acts but its answer is lost: the same refund again moves nothing twice", async () => {
    const intent = refundOf(await pay(), 500);
    emulator.control.faults.add({ kind: "reset_after" });
    expect(await provider.refund({ intent })).toMatchObject({ kind: "unknown" });
    emulator.control.faults.clear();
    expect(await provider.refund({ intent })).toMatchObject({ kind: "accepted" });
    expect(emulator.control.ledger().refunds).toHaveLength(1);
  });

  test("a refund that never arrived is not found", async () => {
    const intent = refundOf(await pay(), 500);
    emulator.control.faults.add({ kind: "reset_before" });
    expect(await provider.refund({ intent })).toMatchObject({ kind: "unknown" });
    emulator.control.faults.clear();
    expect(await provider.inspectRefund({ intent })).toMatchObject({
      kind: "declined",
      problem: { reason: "not_found", code: "NO_SUCH_REFUND_ORDER" },
    });
  });

  test("more than was paid is declined", async () => {
    const intent = refundOf(await pay(), 1501);
    expect(await provider.refund({ intent })).toMatchObject({ kind: "declined" });
  });
});

describe("a create whose answer is lost is unknown, and the same request again brings the code", () => {
  const faults: FaultInput[] = [
    { kind: "hang", after: true },
    { kind: "reset_before" },
    { kind: "reset_after" },
    { kind: "html_502", after: true },
    { kind: "half_body" },
    { kind: "status", status: 500, body: { resultInfo: { code: "INTERNAL_SERVER_ERROR" } }, after: true },
    { kind: "status", status: 503, body: { resultInfo: { code: "MAINTENANCE_MODE" } }, after: true },
  ];
  test.each(faults)("$kind $status", async (fault) => {
    emulator.control.faults.add(fault);
    expect(await begin()).toMatchObject({ kind: "unknown" });
    emulator.control.faults.clear();
    expect(await begin()).toMatchObject({ kind: "done", value: { status: "pending" } });
    expect(emulator.control.ledger().codes).toHaveLength(1);
  });

  test("a rate limit is declined without effect, and may be sent again", async () => {
    emulator.control.faults.add({ kind: "rate_limit", times: 1 });
    expect(await begin()).toMatchObject({ kind: "declined", problem: { reason: "rate_limited" } });
    expect(emulator.control.ledger().codes).toHaveLength(0);
    expect(await begin()).toMatchObject({ kind: "done" });
  });
});

describe("credentials", () => {
  const asked = (change: { apiSecret?: string; merchantId?: string; clock?: () => Date }) => {
    const other = createPayPayClient({
      environment: "emulator",
      emulatorUrl: emulator.url,
      ...trialMerchant,
      clock: () => new Date(now()),
      ...change,
    });
    return other.codes.payment({ merchantPaymentId: "pay_1" }).finally(other.close);
  };
  test.each([
    ["a wrong secret", () => ({ apiSecret: "d3Jvbmctc2VjcmV0LWNhbmFyeQ==" })],
    ["a wrong merchant", () => ({ merchantId: "100000000000000002" })],
  ])("%s is unauthorized, and the problem keeps the secret", async (_name, change) => {
    const outcome = await asked(change());
    expect(outcome).toMatchObject({
      kind: "declined",
      problem: { reason: "unauthorized", code: "UNAUTHORIZED" },
    });
    expect(JSON.stringify(outcome)).not.toMatch(/canary|d3Jvbmct|a2Fpa2Vp/);
  });

  test("a clock three minutes off is set right by PayPay's own", async () => {
    const outcome = await asked({ clock: () => new Date(now() + 180_000) });
    expect(outcome).toMatchObject({ problem: { code: "DYNAMIC_QR_PAYMENT_NOT_FOUND" } });
  });

  test("a clock a minute off is not", async () => {
    const outcome = await asked({ clock: () => new Date(now() - 60_000) });
    expect(outcome).toMatchObject({ problem: { code: "DYNAMIC_QR_PAYMENT_NOT_FOUND" } });
  });
});

describe("calls that the kit does not use yet", () => {
  async function hold(): Promise<string> {
    const input = {
      merchantPaymentId: "pay_1",
      amount,
      codeType: "ORDER_QR",
      isAuthorization: true,
    } as const;
    succeeded(await client.codes.create(input));
    emulator.control.pay({ merchantPaymentId: "pay_1", customer: "hanako" });
    const { status, paymentId } = succeeded(await client.payments.get({ merchantPaymentId: "pay_1" }));
    expect(status).toBe("AUTHORIZED");
    return paymentId ?? "";
  }
  const capture = (value: number) =>
    client.payments.capture({
      merchantPaymentId: "pay_1",
      merchantCaptureId: `c_${value}`,
      requestedAt: seconds(),
      amount: { amount: value, currency: "JPY" },
      orderDescription: "parcel",
    });

  test("a hold is captured in part", async () => {
    await hold();
    expect(succeeded(await inspect())).toMatchObject({ status: "authorized", authorized: amount });
    expect(await capture(1000)).toMatchObject({ kind: "done", value: { status: "COMPLETED" } });
    expect(succeeded(await inspect())).toMatchObject({ status: "completed", captured: { amount: 1000 } });
  });

  test("a hold is reverted", async () => {
    const paymentId = await hold();
    const outcome = await client.payments.revert({
      merchantRevertId: "v_1",
      paymentId,
      requestedAt: seconds(),
    });
    expect(outcome).toMatchObject({ kind: "done", value: { status: "CANCELED" } });
    expect(succeeded(await inspect())).toMatchObject({ status: "canceled" });
  });

  test("a hold is lowered at once, and raised with the shopper's approval", async () => {
    const paymentId = await hold();
    const change = (value: number) =>
      client.payments.reauthorize({
        requestId: `q_${value}`,
        paymentId,
        updatedAmount: { amount: value, currency: "JPY" },
        redirectUrl: "https://shop.example/",
        redirectType: "WEB_LINK",
        userAgent: "Mozilla/5.0",
      });
    expect(await change(1200)).toMatchObject({ kind: "done", value: { updatedAmount: { amount: 1200 } } });
    expect(await change(1800)).toMatchObject({
      kind: "action_required",
      url: expect.stringContaining(emulator.url),
    });
  });

  test("a paid payment is cancelled: accepted first, and then seen as reversed", async () => {
    await pay();
    const outcome = await client.payments.cancel({ merchantPaymentId: "pay_1" });
    expect(outcome).toEqual({ kind: "accepted", value: null });
    expect(succeeded(await inspect())).toMatchObject({ status: "canceled" });
  });
});
