import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KaikeiError } from "../../errors.ts";
import { exampleBeginIntent } from "../../testing/begin-intent-example.ts";
import { createCodeRequest } from "./create-code-request.ts";

const intent = exampleBeginIntent({
  description: "抹茶ケーキ",
  returnUrl: "https://shop.example/orders/1?t=x",
  shopper: { device: "desktop", userAgent: "Mozilla/5.0", ipAddress: "203.0.113.7" },
  requestedAt: new Date(1_700_000_000_999),
});

test("the request is PayPay's, with its time in whole past seconds", () => {
  expect(createCodeRequest(intent)).toBe(
    '{"merchantPaymentId":"pay_1","amount":{"amount":1500,"currency":"JPY"},"codeType":"ORDER_QR","orderDescription":"抹茶ケーキ","requestedAt":1700000000,"redirectUrl":"https://shop.example/orders/1?t=x","redirectType":"WEB_LINK","ipAddress":"203.0.113.7"}',
  );
});

test("the same intent gives the same bytes, and is left as it was", () => {
  const before = structuredClone(intent);
  expect(createCodeRequest(intent)).toBe(createCodeRequest(structuredClone(intent)));
  expect(intent).toEqual(before);
});

test("a phone's browser is named, so that PayPay returns to it; a desktop's is not", () => {
  const phone = { ...intent.shopper, device: "phone" } as const;
  expect(JSON.parse(createCodeRequest({ ...intent, shopper: phone }))).toMatchObject({
    userAgent: "Mozilla/5.0",
  });
  expect(JSON.parse(createCodeRequest(intent))).not.toHaveProperty("userAgent");
});

test.each([
  ["2001:db8::1", "2001:db8::1"],
  ["203.0.113.7, 10.0.0.1", undefined],
  ["unknown", undefined],
  ["fe80::1%eth0", undefined],
  [null, undefined],
])("of the address %s, %s is sent", (ipAddress, expected) => {
  const request = createCodeRequest({ ...intent, shopper: { ...intent.shopper, ipAddress } });
  expect(JSON.parse(request).ipAddress).toBe(expected);
});

test("a description of any length and content fits, whole characters only, and starts as it started", () => {
  // One, two, three and four bytes of UTF-8; the last two are two UTF-16 units each.
  const characters = fc.constantFrom("a", "\n", "é", "抹", "𠮷", "🍰");
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 400 }), (description) => {
      const { orderDescription } = JSON.parse(createCodeRequest({ ...intent, description }));
      expect(orderDescription.length).toBeLessThanOrEqual(255);
      expect(orderDescription).not.toMatch(/\p{Surrogate}/u);
      expect(description.startsWith(orderDescription)).toBe(true);
      expect(orderDescription.length).toBeGreaterThanOrEqual(Math.min(description.length, 254));
    }),
  );
});

test("half a character in a description becomes a replacement, not an error", () => {
  expect(JSON.parse(createCodeRequest({ ...intent, description: "a\ud83d" })).orderDescription).toBe(
    "a\ufffd",
  );
});

describe("what PayPay could not take is an error before anything is sent", () => {
  test.each([
    ["an id with a slash", { paymentId: "a/b" }],
    ["an id of 65 characters", { paymentId: "a".repeat(65) }],
    ["an amount of nought", { amount: { amount: 0, currency: "JPY" } }],
    ["an amount of twelve digits", { amount: { amount: 100_000_000_000, currency: "JPY" } }],
    ["half a yen", { amount: { amount: 0.5, currency: "JPY" } }],
    ["a return address that is none", { returnUrl: "/orders/1" }],
  ] as const)("%s", (_name, change) => {
    const prepare = () => createCodeRequest({ ...intent, ...change });
    expect(prepare).toThrow(expect.objectContaining({ code: "invalid_request" }));
    expect(prepare).toThrow(KaikeiError);
  });
});
