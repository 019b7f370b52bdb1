import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ProblemReason } from "../../provider.ts";
import { createPayPayClient, type PayPayClient } from "./client.ts";
import { resultCodes } from "./result-codes.ts";

const amount = { amount: 5, currency: "JPY" } as const;
const charge = { merchantPaymentId: "a", userAuthorizationId: "u", amount, requestedAt: 1 };
const calls = {
  "codes.create": (client: PayPayClient) =>
    client.codes.create({ merchantPaymentId: "a", amount, codeType: "ORDER_QR" }),
  "codes.delete": (client: PayPayClient) => client.codes.delete({ codeId: "04-a" }),
  "codes.payment": (client: PayPayClient) => client.codes.payment({ merchantPaymentId: "a" }),
  "payments.get": (client: PayPayClient) => client.payments.get({ merchantPaymentId: "a" }),
  "payments.cancel": (client: PayPayClient) => client.payments.cancel({ merchantPaymentId: "a" }),
  "payments.capture": (client: PayPayClient) =>
    client.payments.capture({
      merchantPaymentId: "a",
      merchantCaptureId: "b",
      amount,
      requestedAt: 1,
      orderDescription: "c",
    }),
  "payments.revert": (client: PayPayClient) =>
    client.payments.revert({ merchantRevertId: "a", paymentId: "1", requestedAt: 1 }),
  "payments.reauthorize": (client: PayPayClient) =>
    client.payments.reauthorize({ requestId: "a", paymentId: "1", updatedAmount: amount }),
  "refunds.create": (client: PayPayClient) =>
    client.refunds.create({ merchantRefundId: "a", paymentId: "1", amount, requestedAt: 1 }),
  "refunds.get": (client: PayPayClient) => client.refunds.get({ merchantRefundId: "a", paymentId: "1" }),
  "payments.create": (client: PayPayClient) => client.payments.create(charge),
  "payments.preauthorize": (client: PayPayClient) => client.payments.preauthorize(charge),
  "payments.continuous": (client: PayPayClient) => client.payments.continuous(charge),
  "pendingPayments.create": (client: PayPayClient) => client.pendingPayments.create(charge),
  "pendingPayments.get": (client: PayPayClient) => client.pendingPayments.get({ merchantPaymentId: "a" }),
  "pendingPayments.cancel": (client: PayPayClient) =>
    client.pendingPayments.cancel({ merchantPaymentId: "a" }),
  "accountLink.createSession": (client: PayPayClient) =>
    client.accountLink.createSession({
      scopes: ["direct_debit"],
      nonce: "n",
      referenceId: "c",
      redirectUrl: "https://shop.example/",
    }),
  "users.authorization": (client: PayPayClient) => client.users.authorization({ userAuthorizationId: "u" }),
  "wallet.balance": (client: PayPayClient) => client.wallet.balance({ userAuthorizationId: "u" }),
  "cashback.give": (client: PayPayClient) =>
    client.cashback.give({ userAuthorizationId: "u", merchantCashbackId: "b", amount, requestedAt: 1 }),
  "cashback.get": (client: PayPayClient) => client.cashback.get({ merchantCashbackId: "b" }),
  "cashback.getReversal": (client: PayPayClient) =>
    client.cashback.getReversal({ merchantCashbackReversalId: "d", merchantCashbackId: "b" }),
};
type CallName = keyof typeof calls;

/** One call that is answered so. */
async function answered(
  call: CallName,
  status: number,
  code: string | null,
  headers: Record<string, string> = {},
) {
  const body =
    code === null
      ? ""
      : JSON.stringify({ resultInfo: { code, message: "m", codeId: "08100001" }, data: null });
  const client = createPayPayClient({
    environment: "sandbox",
    apiKey: "a_key",
    apiSecret: "c2VjcmV0LWNhbmFyeS0wMDAx",
    merchantId: "1",
    clock: () => new Date("2026-11-21T00:00:00Z"),
    transport: async () => ({
      kind: "answer",
      status,
      body: new TextEncoder().encode(body),
      header: (name) => headers[name] ?? null,
    }),
  });
  return calls[call](client);
}

/** Transcribed from PayPay's sources a second time, so that a slip in the table shows. [call, status, code, kind, reason] */
const expected: [CallName, number, string, "declined" | "unknown" | "action_required", ProblemReason][] = [
  ["codes.create", 400, "INVALID_REQUEST_PARAMS", "declined", "invalid_request"],
  ["codes.create", 400, "MISSING_REQUEST_PARAMS", "declined", "invalid_request"],
  ["refunds.create", 400, "INVALID_PARAMS", "declined", "invalid_request"],
  ["codes.payment", 401, "UNAUTHORIZED", "declined", "unauthorized"],
  ["codes.create", 401, "OP_OUT_OF_SCOPE", "declined", "out_of_scope"],
  ["codes.create", 404, "OPA_CLIENT_NOT_FOUND", "declined", "unauthorized"],
  ["codes.create", 429, "RATE_LIMIT", "declined", "rate_limited"],
  ["codes.payment", 429, "RATE_LIMIT", "declined", "rate_limited"],
  ["codes.create", 500, "SERVICE_ERROR", "unknown", "provider_error"],
  ["codes.payment", 500, "SERVICE_ERROR", "unknown", "provider_error"],
  ["codes.create", 500, "INTERNAL_SERVER_ERROR", "unknown", "provider_error"],
  ["payments.cancel", 500, "INTERNAL_SERVER_ERROR", "unknown", "provider_error"],
  ["refunds.create", 500, "INTERNAL_SERVER_ERROR", "unknown", "provider_error"],
  ["refunds.get", 500, "INTERNAL_SERVER_ERROR", "unknown", "provider_error"],
  ["codes.create", 503, "MAINTENANCE_MODE", "unknown", "maintenance"],
  ["codes.delete", 503, "MAINTENANCE_MODE", "unknown", "maintenance"],
  ["codes.payment", 503, "MAINTENANCE_MODE", "declined", "maintenance"],
  ["refunds.create", 500, "TRANSACTION_FAILED", "declined", "refused"],
  ["codes.create", 400, "DUPLICATE_DYNAMIC_QR_REQUEST", "declined", "duplicate"],
  ["codes.create", 400, "DYNAMIC_QR_BAD_REQUEST", "declined", "invalid_request"],
  ["codes.create", 400, "PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT", "declined", "out_of_scope"],
  ["codes.create", 400, "PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE", "declined", "invalid_request"],
  ["codes.payment", 400, "DYNAMIC_QR_PAYMENT_NOT_FOUND", "declined", "not_found"],
  ["codes.payment", 404, "DYNAMIC_QR_PAYMENT_NOT_FOUND", "declined", "not_found"],
  ["codes.delete", 400, "DYNAMIC_QR_ALREADY_PAID", "declined", "already_paid"],
  ["codes.delete", 404, "DYNAMIC_QR_NOT_FOUND", "declined", "not_found"],
  ["payments.cancel", 400, "ORDER_NOT_REVERSIBLE", "declined", "refused"],
  ["payments.cancel", 400, "ORDER_NO_LONGER_AVAILABLE", "declined", "refused"],
  ["refunds.create", 400, "UNACCEPTABLE_OP", "declined", "refused"],
  ["payments.capture", 400, "UNACCEPTABLE_OP", "declined", "merchant_action"],
  ["refunds.create", 400, "CANCELED_USER", "declined", "refused"],
  ["refunds.create", 400, "THROTTLED_MULTIPLE_REFUND_REJECTED", "declined", "not_yet"],
  ["refunds.create", 400, "REFUND_LIMIT_EXCEEDED", "declined", "refused"],
  ["refunds.create", 400, "REFUND_WINDOW_EXCEED", "declined", "refused"],
  ["refunds.create", 403, "MERCHANT_MULTIPLE_REFUND_REJECTED", "declined", "out_of_scope"],
  ["refunds.create", 404, "RESOURCE_NOT_FOUND", "declined", "not_found"],
  ["refunds.get", 404, "RESOURCE_NOT_FOUND", "declined", "refused"],
  ["refunds.get", 404, "NO_SUCH_REFUND_ORDER", "declined", "not_found"],
  ["payments.capture", 202, "USER_CONFIRMATION_REQUIRED", "action_required", "shopper_action"],
  ["payments.reauthorize", 201, "USER_CONFIRMATION_REQUIRED", "action_required", "shopper_action"],
  ["payments.capture", 400, "ALREADY_CAPTURED", "declined", "already_paid"],
  ["payments.capture", 400, "ORDER_EXPIRED", "declined", "refused"],
  ["payments.capture", 400, "ORDER_NOT_CAPTURABLE", "declined", "refused"],
  ["payments.capture", 400, "REAUTHORIZATION_IN_PROGRESS", "declined", "not_yet"],
  ["payments.capture", 400, "TOO_CLOSE_TO_EXPIRY", "declined", "refused"],
  ["payments.capture", 400, "HIGHER_CAPTURE_NOT_PERMITTED", "declined", "refused"],
  ["payments.capture", 400, "LIMIT_EXCEEDED", "declined", "refused"],
  ["payments.revert", 400, "ORDER_NOT_CANCELABLE", "declined", "refused"],
  ["payments.reauthorize", 400, "REAUTHORIZE_REJECTED", "declined", "refused"],
  ["payments.reauthorize", 400, "REAUTH_AMOUNT_UNCHANGED", "declined", "invalid_request"],
  ["payments.reauthorize", 400, "REAUTH_MAX_LIMIT_EXCEEDED", "declined", "refused"],
  ["payments.reauthorize", 400, "REAUTHORIZE_FAILED", "declined", "refused"],
  ["payments.reauthorize", 400, "PAY_METHOD_INVALIDATED", "declined", "shopper_action"],
  ["payments.capture", 400, "NO_SUFFICIENT_FUND", "declined", "shopper_action"],
  ["payments.capture", 400, "USER_DEFINED_DAILY_LIMIT_EXCEEDED", "declined", "shopper_action"],
  ["payments.capture", 400, "USER_DEFINED_MONTHLY_LIMIT_EXCEEDED", "declined", "shopper_action"],
  ["payments.create", 400, "NO_SUFFICIENT_FUND", "declined", "shopper_action"],
  ["payments.create", 400, "LIMIT_EXCEEDED", "declined", "shopper_action"],
  ["payments.create", 400, "UNACCEPTABLE_OP", "declined", "merchant_action"],
  ["payments.preauthorize", 400, "UNACCEPTABLE_OP", "declined", "merchant_action"],
  ["payments.continuous", 400, "UNACCEPTABLE_OP", "declined", "merchant_action"],
  ["payments.create", 400, "CANCELED_USER", "declined", "refused"],
  ["payments.create", 500, "TRANSACTION_FAILED", "declined", "refused"],
  ["payments.create", 400, "PAY_METHOD_INVALIDATED", "declined", "shopper_action"],
  ["payments.create", 503, "MAINTENANCE_MODE", "unknown", "maintenance"],
  ["payments.create", 500, "INTERNAL_SERVER_ERROR", "unknown", "provider_error"],
  ["payments.create", 400, "SUSPECTED_DUPLICATE_PAYMENT", "declined", "shopper_action"],
  ["payments.preauthorize", 400, "SUSPECTED_DUPLICATE_PAYMENT", "declined", "shopper_action"],
  ["payments.preauthorize", 400, "UNSUPPORTED_PAYMENT_METHOD", "declined", "shopper_action"],
  ["payments.preauthorize", 400, "PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT", "declined", "out_of_scope"],
  ["payments.preauthorize", 400, "PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE", "declined", "invalid_request"],
  ["payments.preauthorize", 404, "NO_VALID_PAYMENT_METHOD", "declined", "shopper_action"],
  ["payments.create", 404, "PAYMENT_METHOD_NOT_FOUND", "declined", "shopper_action"],
  ["payments.create", 401, "INVALID_USER_AUTHORIZATION_ID", "declined", "shopper_action"],
  ["users.authorization", 401, "INVALID_USER_AUTHORIZATION_ID", "declined", "shopper_action"],
  ["wallet.balance", 401, "EXPIRED_USER_AUTHORIZATION_ID", "declined", "shopper_action"],
  ["payments.create", 401, "USER_STATE_IS_NOT_ACTIVE", "declined", "shopper_action"],
  ["payments.continuous", 400, "USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED", "declined", "shopper_action"],
  ["payments.continuous", 400, "NON_KYC_USER", "declined", "shopper_action"],
  ["payments.continuous", 400, "CC_LIMIT_EXCEEDED", "declined", "shopper_action"],
  ["payments.continuous", 400, "PPC_EXPIRED", "declined", "shopper_action"],
  ["payments.continuous", 400, "PPC_LIMIT_EXCEEDED", "declined", "shopper_action"],
  ["payments.get", 404, "RESOURCE_NOT_FOUND", "declined", "not_found"],
  ["payments.revert", 404, "RESOURCE_NOT_FOUND", "declined", "not_found"],
  ["refunds.create", 400, "ORDER_NO_LONGER_AVAILABLE", "declined", "refused"],
  ["refunds.create", 404, "NO_SUCH_REFUND_ORDER", "declined", "not_found"],
  ["pendingPayments.create", 400, "DUPLICATE_REQUEST_ORDER", "declined", "duplicate"],
  ["pendingPayments.create", 400, "SUSPECTED_DUPLICATE_ORDER", "declined", "shopper_action"],
  ["pendingPayments.get", 400, "REQUEST_ORDER_NOT_FOUND", "declined", "not_found"],
  ["pendingPayments.cancel", 404, "REQUEST_ORDER_NOT_FOUND", "declined", "not_found"],
  ["pendingPayments.cancel", 409, "INVALID_REQUEST_ORDER_STATE", "declined", "refused"],
  ["accountLink.createSession", 400, "EXPECTATION_FAILED", "declined", "out_of_scope"],
  ["accountLink.createSession", 404, "SESSION_NOT_FOUND", "declined", "not_found"],
  ["cashback.give", 400, "VALIDATION_FAILED_EXCEPTION", "declined", "invalid_request"],
  ["cashback.get", 404, "TRANSACTION_NOT_FOUND", "declined", "not_found"],
  // Without data that says how it stands, as PayPay's 200 about a failed cashback would.
  ["cashback.get", 200, "NOT_ENOUGH_MONEY", "declined", "merchant_action"],
  ["cashback.getReversal", 200, "NOT_ENOUGH_MONEY", "declined", "merchant_action"],
];

test.each(expected)("%s answered by %i %s is %s, %s", async (call, status, code, kind, reason) => {
  const outcome = await answered(call, status, code, { "x-request-id": "OPA0123" });
  expect(outcome).toMatchObject({ kind, problem: { reason, code, requestId: "OPA0123" } });
});

test("every code of the table is spoken of here, and every code here is in the table", () => {
  const here = new Set(expected.map(([, , code]) => code));
  expect([...here].sort()).toEqual(Object.keys(resultCodes).sort());
});

test.each([
  ["payments.create", 401, "EXPIRED_USER_AUTHORIZATION_ID", "link the account again"],
  ["payments.create", 400, "SUSPECTED_DUPLICATE_PAYMENT", "ask, and repeat with agreeSimilarTransaction"],
  ["payments.continuous", 400, "SUSPECTED_DUPLICATE_PAYMENT", "charge again after that"],
  ["payments.create", 400, "NO_SUFFICIENT_FUND", "topping up"],
  ["payments.create", 400, "USER_DEFINED_DAILY_LIMIT_EXCEEDED", "reached a limit"],
  ["payments.continuous", 400, "NON_KYC_USER", "prove their identity"],
  ["payments.create", 400, "CANCELED_USER", "another way to pay"],
  ["refunds.create", 400, "CANCELED_USER", "outside of PayPay"],
  ["payments.create", 400, "UNACCEPTABLE_OP", "ask PayPay"],
  ["payments.get", 404, "RESOURCE_NOT_FOUND", "no payment of this id"],
  ["payments.revert", 404, "RESOURCE_NOT_FOUND", "its own paymentId"],
] as const)("at %s, %i %s says what to do: %s", async (call, status, code, advice) => {
  expect(await answered(call, status, code)).toMatchObject({
    problem: { message: expect.stringContaining(advice) },
  });
});

test("no code makes a success of an answer, and none that leaves a write's outcome open is called declined", async () => {
  const names = Object.keys(calls).filter((name): name is CallName => name in calls);
  const statuses = fc.constantFrom(200, 201, 202, 204, 301, 400, 401, 403, 404, 409, 429, 500, 502, 503);
  const codes = fc.constantFrom(...Object.keys(resultCodes), "SOMETHING_NEW", "toString", "__proto__");
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), statuses, codes, async (call, status, code) => {
      const { kind } = await answered(call, status, code);
      expect(["declined", "unknown", "action_required"]).toContain(kind);
      const listed = Object.hasOwn(resultCodes, code) ? resultCodes[code] : undefined;
      const isWrite = !/\.(get|payment|authorization|balance|getReversal)$/.test(call);
      if (isWrite && listed?.class === "unknown") expect(kind).toBe("unknown");
      if (isWrite && status >= 500 && !listed?.http.includes(status)) expect(kind).toBe("unknown");
      if (kind === "action_required") expect(code).toBe("USER_CONFIRMATION_REQUIRED");
    }),
    { numRuns: 500 },
  );
});

test("a problem says what happened, what to do and where to read on", async () => {
  const outcome = await answered("codes.delete", 404, "DYNAMIC_QR_NOT_FOUND");
  expect(outcome).toMatchObject({
    problem: {
      message:
        "PayPay answered DELETE /v2/codes/{codeId} with 404 DYNAMIC_QR_NOT_FOUND (codeId 08100001). There is no such code (any more), so nobody can pay it. See https://www.paypay.ne.jp/opa/doc/v1.0/dynamicqrcode#operation/deleteQRCode",
    },
  });
});

describe("codes that the table does not have are judged by their status", () => {
  test.each([
    ["codes.create", 400, "SOMETHING_NEW", "declined", "refused"],
    ["codes.create", 409, "SOMETHING_NEW", "declined", "refused"],
    ["codes.create", 500, "SOMETHING_NEW", "unknown", "provider_error"],
    ["codes.payment", 500, "SOMETHING_NEW", "unknown", "provider_error"],
    ["codes.create", 302, "SOMETHING_NEW", "unknown", "provider_error"],
    ["codes.create", 400, "constructor", "declined", "refused"],
    ["codes.create", 500, "INVALID_PARAMS", "unknown", "provider_error"],
    ["codes.create", 400, "INTERNAL_SERVER_ERROR", "unknown", "provider_error"],
  ] as const)("%s %i %s: %s", async (call, status, code, kind, reason) => {
    expect(await answered(call, status, code)).toMatchObject({ kind, problem: { reason } });
  });
});

describe("a 2xx is a success only with PayPay's word for it", () => {
  test.each([
    ["codes.create", 201, "INVALID_REQUEST_PARAMS"],
    ["codes.create", 201, "SOMETHING_NEW"],
    ["payments.cancel", 202, "INTERNAL_SERVER_ERROR"],
    ["refunds.create", 200, "TRANSACTION_FAILED"],
    ["payments.cancel", 204, "SUCCESS"],
    ["payments.cancel", 206, "REQUEST_ACCEPTED"],
    ["codes.create", 201, "SUCCESS"],
  ] as const)("%s %i %s without data is unknown", async (call, status, code) => {
    expect(await answered(call, status, code)).toMatchObject({ kind: "unknown" });
  });

  test("a cancel's REQUEST_ACCEPTED is accepted, not done", async () => {
    expect(await answered("payments.cancel", 202, "REQUEST_ACCEPTED")).toEqual({
      kind: "accepted",
      value: null,
    });
  });
});

describe("how long to wait", () => {
  test.each([
    ["RATE_LIMIT", "7", 7000],
    ["RATE_LIMIT", "Sat, 21 Nov 2026 00:01:00 GMT", 60_000],
    ["RATE_LIMIT", "Fri, 20 Nov 2026 00:00:00 GMT", 0],
    ["RATE_LIMIT", "99999999999", 3_600_000],
    ["RATE_LIMIT", "soon", null],
    ["THROTTLED_MULTIPLE_REFUND_REJECTED", undefined, 60_000],
    ["THROTTLED_MULTIPLE_REFUND_REJECTED", "90", 90_000],
  ])("%s with Retry-After %s: %s ms", async (code, header, retryAfterMs) => {
    const headers = header === undefined ? {} : { "retry-after": header };
    const outcome = await answered("refunds.create", code === "RATE_LIMIT" ? 429 : 400, code, headers);
    // Throttled refunds are that order's own affair: nothing else has to wait.
    const reason = code === "RATE_LIMIT" ? "rate_limited" : "not_yet";
    expect(outcome).toMatchObject({ problem: { reason, retryAfterMs } });
  });

  test("a 429 without PayPay's body is a rate limit too", async () => {
    expect(await answered("codes.create", 429, null)).toMatchObject({
      kind: "declined",
      problem: { reason: "rate_limited", code: null },
    });
  });
});
