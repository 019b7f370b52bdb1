import fc from "fast-check";
import { expect, test } from "vitest";
import { readNotification } from "./notification.ts";

const transaction = {
  notification_type: "Transaction",
  merchant_id: "100000000000000001",
  store_id: null,
  pos_id: null,
  order_id: "03920061234567890000",
  merchant_order_id: "pay_1",
  authorized_at: null,
  expires_at: null,
  paid_at: "2026-05-25T01:02:03Z",
  order_amount: "12345",
  state: "COMPLETED",
};

test.each([
  [
    "a payment, its amount a text",
    transaction,
    { about: "payment", paymentId: "pay_1", providerPaymentId: "03920061234567890000" },
  ],
  [
    "a payment, its amount a number",
    { ...transaction, order_amount: 12345 },
    { about: "payment", paymentId: "pay_1", providerPaymentId: "03920061234567890000" },
  ],
  [
    "a hold, which leaves our id empty",
    { ...transaction, merchant_order_id: "" },
    { about: "payment", paymentId: null, providerPaymentId: "03920061234567890000" },
  ],
  [
    "an id that cannot be ours",
    { ...transaction, merchant_order_id: "../x" },
    { about: "payment", paymentId: null, providerPaymentId: "03920061234567890000" },
  ],
  [
    "no id of PayPay's",
    { ...transaction, order_id: null },
    { about: "payment", paymentId: "pay_1", providerPaymentId: null },
  ],
  ["no id at all", { ...transaction, order_id: "", merchant_order_id: "" }, null],
  [
    "the daily file",
    {
      notification_type: "file.created",
      notification_id: "6f0f8d7e-0b1c-4c50-9a0f-1f6e7a1c2b3d",
      fileType: "transaction_recon",
      path: "https://example.com/x?y=1",
      requestedAt: "1795219200",
      merchant_order_id: "pay_1",
    },
    {
      about: "file",
      notificationId: "6f0f8d7e-0b1c-4c50-9a0f-1f6e7a1c2b3d",
      url: "https://example.com/x?y=1",
    },
  ],
  [
    "a file without a name of its announcement",
    { notification_type: "file.created", path: "https://example.com/x" },
    null,
  ],
  ["a file nowhere", { notification_type: "file.created", notification_id: "1", path: null }, null],
  [
    "an attempt to link that came to nothing",
    { notification_type: "customer.authroization.failed", referenceId: "u", nonce: "n", result: "declined" },
    null,
  ],
  [
    "a link that is not named by a text",
    { notification_type: "customer.authroization.revoked", userAuthorizationId: ["4f3c-1"] },
    null,
  ],
  ["a list", [transaction], null],
  ["null", null, null],
  ["nothing", undefined, null],
])("%s", (_name, body, expected) => {
  expect(readNotification(body)).toEqual(expected);
});

const changes = ["succeeded", "revoked", "extended", "canceled"];

test.each(changes)("a link that was %s, as PayPay misspells it and as it should be", (change) => {
  for (const spelling of ["authroization", "authorization"]) {
    const event = { notification_type: `customer.${spelling}.${change}`, userAuthorizationId: "4f3c-1" };
    expect(readNotification(event)).toEqual({ about: "account", authorization: "4f3c-1" });
  }
});

test("whatever the body is, nothing is thrown and a hint holds ids only", () => {
  const shaped = fc.record(
    {
      notification_type: fc.constantFrom("Transaction", "customer.authroization.revoked"),
      merchant_order_id: fc.anything(),
      order_id: fc.anything(),
      userAuthorizationId: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.jsonValue(), shaped), (body) => {
      const hint = readNotification(body);
      if (hint?.about === "account") return hint.authorization.length > 0 && hint.authorization.length <= 64;
      if (hint?.about !== "payment") return hint === null;
      expect(hint.paymentId ?? "none").toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      expect(hint.paymentId ?? hint.providerPaymentId).not.toBeNull();
      return true;
    }),
    { numRuns: 1000 },
  );
});
