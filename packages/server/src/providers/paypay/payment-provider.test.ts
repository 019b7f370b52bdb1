import { beforeEach, describe, expect, test } from "vitest";
import type { RefundIntent } from "../../provider.ts";
import { exampleBeginIntent } from "../../testing/begin-intent-example.ts";
import { examplePayment } from "../../testing/payment-example.ts";
import { createPayPayClient } from "./client.ts";
import { createPayPayProvider } from "./payment-provider.ts";
import type { TransportRequest } from "./transport.ts";

let sent: TransportRequest[] = [];
let reply: { status: number; code: string; data?: unknown } | "lost" = "lost";
beforeEach(() => {
  sent = [];
});

const merchantId = "123456789";
const provider = createPayPayProvider(
  createPayPayClient({
    environment: "sandbox",
    apiKey: "a_key",
    apiSecret: "c2VjcmV0LWNhbmFyeS0wMDAx",
    merchantId,
    transport: async (request) => {
      sent.push(request);
      if (reply === "lost") return { kind: "no_answer", cause: "connection" };
      const { status, code, data = null } = reply;
      const body = new TextEncoder().encode(JSON.stringify({ resultInfo: { code }, data }));
      return { kind: "answer", status, header: () => null, body };
    },
  }),
);

const intent = exampleBeginIntent();
const payment = examplePayment({ environment: "sandbox", merchant: merchantId, providerCodeId: "04-abc" });
const refund: RefundIntent = {
  refundId: "r_1",
  providerPaymentId: "0392",
  amount: { amount: 500, currency: "JPY" },
  reason: null,
  requestedAt: new Date(1_700_000_000_000),
};
const code = {
  codeId: "04-abc",
  url: "https://qr.paypay.ne.jp/1",
  deeplink: "paypay://payment?link_key=x",
  expiryDate: 1_700_000_300,
  merchantPaymentId: "pay_1",
  amount: { amount: 1500, currency: "JPY" },
};

test("it says whose money it moves, and where", () => {
  expect(provider).toMatchObject({ name: "paypay", environment: "sandbox", merchant: merchantId });
});

describe("begin", () => {
  const request = provider.prepare(intent);
  const begin = () => provider.begin({ payment, request, authorization: null });

  test("sends the prepared bytes, and a made code can be paid until its expiry", async () => {
    reply = { status: 201, code: "SUCCESS", data: code };
    expect(await begin()).toEqual({
      kind: "done",
      value: {
        status: "pending",
        code: {
          nextAction: { kind: "scan_qr", url: code.url, deepLink: code.deeplink },
          expiresAt: new Date(1_700_000_300_000),
          providerCodeId: "04-abc",
        },
      },
    });
    expect(new TextDecoder().decode(sent[0]?.body ?? undefined)).toBe(request);
  });

  test("a code without a deep link has none", async () => {
    reply = { status: 201, code: "SUCCESS", data: { ...code, deeplink: null } };
    expect(await begin()).toMatchObject({
      kind: "done",
      value: { code: { nextAction: { deepLink: null } } },
    });
  });

  test("an id used before is declined as a duplicate", async () => {
    reply = { status: 400, code: "DUPLICATE_DYNAMIC_QR_REQUEST" };
    expect(await begin()).toMatchObject({ kind: "declined", problem: { reason: "duplicate" } });
  });

  test("a lost answer is unknown", async () => {
    reply = "lost";
    expect(await begin()).toMatchObject({ kind: "unknown" });
  });

  test.each([
    ["another payment", { merchantPaymentId: "pay_2" }],
    ["another amount", { amount: { amount: 15, currency: "JPY" } }],
    ["another currency", { amount: { amount: 1500, currency: "USD" } }],
  ])("a code for %s is not shown", async (_name, change) => {
    reply = { status: 201, code: "SUCCESS", data: { ...code, ...change } };
    expect(await begin()).toMatchObject({ kind: "unknown", problem: { reason: "provider_error" } });
  });

  test.each([
    ["another payment's", "pay_2", request],
    ["no request at all", "pay_1", "{"],
  ])("a stored request that is %s is an error, and nothing is sent", async (_name, id, stored) => {
    const begun = provider.begin({ payment: { ...payment, id }, request: stored, authorization: null });
    await expect(begun).rejects.toMatchObject({
      code: "invalid_request",
    });
    expect(sent).toHaveLength(0);
  });
});

describe("inspect", () => {
  const inspect = () => provider.inspect({ payment });

  test.each([400, 404])("nothing paid with this id (%i) is unpaid so far", async (status) => {
    reply = { status, code: "DYNAMIC_QR_PAYMENT_NOT_FOUND" };
    expect(await inspect()).toEqual({ kind: "done", value: { status: "pending", code: null } });
    expect(sent[0]?.target).toBe("/v2/codes/payments/pay_1");
  });

  test("a paid code is completed", async () => {
    const data = { status: "COMPLETED", paymentId: "0392", acceptedAt: 1_700_000_060, amount: intent.amount };
    reply = { status: 200, code: "SUCCESS", data: { ...data, merchantPaymentId: "pay_1" } };
    expect(await inspect()).toMatchObject({
      kind: "done",
      value: { status: "completed", providerPaymentId: "0392", captured: intent.amount },
    });
    reply = { status: 200, code: "SUCCESS", data: { ...data, merchantPaymentId: "pay_2" } };
    expect(await inspect()).toMatchObject({ kind: "unknown", problem: { reason: "provider_error" } });
    reply = { status: 200, code: "SUCCESS", data: { ...data, paymentId: null } };
    expect(await inspect()).toMatchObject({ kind: "unknown", problem: { reason: "provider_error" } });
  });

  test("a lost answer is unknown, and a wrong key is declined: neither says anything of the payment", async () => {
    reply = "lost";
    expect(await inspect()).toMatchObject({ kind: "unknown" });
    reply = { status: 401, code: "UNAUTHORIZED" };
    expect(await inspect()).toMatchObject({ kind: "declined", problem: { reason: "unauthorized" } });
  });
});

describe("cancel", () => {
  const cancel = () => provider.cancel({ payment });

  test("deletes the code by PayPay's id of it", async () => {
    reply = { status: 200, code: "SUCCESS", data: { qrStatus: "DELETED" } };
    expect(await cancel()).toEqual({ kind: "done", value: null });
    expect(sent).toMatchObject([{ method: "DELETE", target: "/v2/codes/04-abc" }]);
  });

  test("a code that is gone is done with", async () => {
    reply = { status: 404, code: "DYNAMIC_QR_NOT_FOUND" };
    expect(await cancel()).toEqual({ kind: "done", value: null });
  });

  test("a code that was paid meanwhile is declined", async () => {
    reply = { status: 400, code: "DYNAMIC_QR_ALREADY_PAID" };
    expect(await cancel()).toMatchObject({ kind: "declined", problem: { reason: "already_paid" } });
  });

  test("a code that we never learned cannot be deleted, and nothing is sent", async () => {
    const outcome = await provider.cancel({ payment: { ...payment, providerCodeId: null } });
    expect(outcome).toMatchObject({ kind: "declined", problem: { reason: "not_found" } });
    expect(sent).toHaveLength(0);
  });
});

test.each([
  ["another merchant", { merchant: "987654321" }],
  ["another environment", { environment: "production" }],
])("a payment of %s is neither asked about nor withdrawn here", async (_name, change) => {
  const foreign = { ...payment, ...change };
  expect(await provider.inspect({ payment: foreign })).toMatchObject({ kind: "not_sent" });
  expect(await provider.cancel({ payment: foreign })).toMatchObject({ kind: "not_sent" });
  expect(sent).toHaveLength(0);
});

describe("refunds", () => {
  const answer = (status: string | null) => ({
    status,
    merchantRefundId: "r_1",
    paymentId: "0392",
    amount: refund.amount,
  });

  test.each([
    ["CREATED", "accepted"],
    ["REFUNDED", "done"],
    ["REFUND_FAILED", "accepted"],
    ["PONDERED", "accepted"],
    [null, "accepted"],
  ])("PayPay's %s is %s, when asked for and when looked at", async (word, kind) => {
    reply = { status: 200, code: "SUCCESS", data: answer(word) };
    expect(await provider.refund({ intent: refund })).toEqual({ kind, value: null });
    expect(await provider.inspectRefund({ intent: refund })).toEqual({ kind, value: null });
    expect(sent.map(({ method, target }) => `${method} ${target}`)).toEqual([
      "POST /v2/refunds",
      "GET /v2/refunds/r_1?paymentId=0392",
    ]);
  });

  test("a repeat is the same request", async () => {
    reply = "lost";
    expect(await provider.refund({ intent: refund })).toMatchObject({ kind: "unknown" });
    await provider.refund({ intent: structuredClone(refund) });
    expect(sent[0]?.body).toEqual(sent[1]?.body);
  });

  test("a refund that did not happen is declined as not found", async () => {
    reply = { status: 404, code: "NO_SUCH_REFUND_ORDER" };
    expect(await provider.inspectRefund({ intent: refund })).toMatchObject({
      kind: "declined",
      problem: { reason: "not_found" },
    });
  });

  test("an answer about another amount or refund is unknown", async () => {
    reply = {
      status: 200,
      code: "SUCCESS",
      data: { ...answer("REFUNDED"), amount: { amount: 5, currency: "JPY" } },
    };
    expect(await provider.refund({ intent: refund })).toMatchObject({ kind: "unknown" });
    reply = { status: 200, code: "SUCCESS", data: { ...answer("REFUNDED"), merchantRefundId: "r_2" } };
    expect(await provider.inspectRefund({ intent: refund })).toMatchObject({ kind: "unknown" });
  });
});
