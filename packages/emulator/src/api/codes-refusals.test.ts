import { expect, test } from "vitest";
import { testRules } from "../testing/rules.ts";
import { codeRequest, jpy, noon, openShop, refundRequest, type Shop } from "../testing/shop.ts";

const refund = (shop: Shop, paymentId: string, amount: number, fields?: object) =>
  shop.call("POST", "/v2/refunds", refundRequest(paymentId, amount, fields));
const day = 86_400;

testRules([
  {
    breaks: "a call that the merchant has no contract for",
    source: "README",
    answer: [401, "OP_OUT_OF_SCOPE", "08100023"],
    options: { merchant: { notContracted: ["/v2/refunds"] } },
    ask: (shop) => refund(shop, "1", 1),
  },
  {
    breaks: "the fifth call within a second",
    source: "FAQ (429 from four a second)",
    answer: [429, "RATE_LIMIT", "08100998"],
    options: { callsPerSecond: 4 },
    ask: async (shop) => {
      for (let call = 0; call < 4; call += 1) await shop.details("order-1");
      return shop.details("order-1");
    },
  },
  {
    breaks: "a field of the wrong form",
    source: "README",
    answer: [400, "INVALID_REQUEST_PARAMS", "08100006"],
    ask: (shop) => shop.createCode("order 1"),
  },
  {
    breaks: "a required field left out",
    source: "README",
    answer: [400, "MISSING_REQUEST_PARAMS", "08100024"],
    ask: (shop) => shop.call("POST", "/v2/codes", { merchantPaymentId: "order-1", codeType: "ORDER_QR" }),
  },
  {
    breaks: "create: the same id with another body",
    source: "OAS",
    answer: [400, "DUPLICATE_DYNAMIC_QR_REQUEST", "01652073"],
    ask: async (shop) => {
      await shop.createCode("order-1");
      return shop.createCode("order-1", { amount: jpy(9) });
    },
  },
  {
    breaks: "create: a codeType that is none",
    source: "README",
    answer: [400, "DYNAMIC_QR_BAD_REQUEST", "01650000"],
    ask: (shop) => shop.createCode("order-1", { codeType: "TOPUP_QR" }),
  },
  {
    breaks: "create: a hold by a merchant who may not",
    source: "README",
    answer: [400, "PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT", "00400060"],
    options: { merchant: { holds: false } },
    ask: (shop) => shop.createCode("order-1", { isAuthorization: true }),
  },
  {
    breaks: "create: a hold that ends in the past",
    source: "README",
    answer: [400, "PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE", "00400061"],
    ask: (shop) => shop.createCode("order-1", { isAuthorization: true, authorizationExpiry: noon }),
  },
  {
    breaks: "create: a hold longer than granted",
    source: "README",
    answer: [400, "PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE", "00400061"],
    options: { holdSeconds: day },
    ask: (shop) => shop.createCode("order-1", { isAuthorization: true, authorizationExpiry: noon + day + 1 }),
  },
  {
    breaks: "details of an id that nobody used",
    source: "README",
    answer: [400, "DYNAMIC_QR_PAYMENT_NOT_FOUND", "01652075"],
    ask: (shop) => shop.details("nobody"),
  },
  {
    breaks: "delete: a paid code",
    source: "README",
    answer: [400, "DYNAMIC_QR_ALREADY_PAID", "01652074"],
    ask: async (shop) => {
      const { data } = await shop.createCode("order-1");
      shop.pay("order-1");
      return shop.call("DELETE", `/v2/codes/${data.codeId}`);
    },
  },
  {
    breaks: "delete: an unknown code",
    source: "README",
    answer: [404, "DYNAMIC_QR_NOT_FOUND", "01652072"],
    ask: (shop) => shop.call("DELETE", "/v2/codes/04-unknown"),
  },
]);

test.each<[string, object, string]>([
  ["an amount of 0", { amount: jpy(0) }, "INVALID_REQUEST_PARAMS"],
  ["a negative amount", { amount: jpy(-1) }, "INVALID_REQUEST_PARAMS"],
  ["a fractional amount", { amount: jpy(1.5) }, "INVALID_REQUEST_PARAMS"],
  ["an amount as text", { amount: { amount: "1500", currency: "JPY" } }, "INVALID_REQUEST_PARAMS"],
  ["an amount of twelve digits", { amount: jpy(100_000_000_000) }, "INVALID_REQUEST_PARAMS"],
  ["another currency", { amount: { amount: 1, currency: "USD" } }, "INVALID_REQUEST_PARAMS"],
  ["no currency", { amount: { amount: 1 } }, "MISSING_REQUEST_PARAMS"],
  ["no codeType", { codeType: undefined }, "MISSING_REQUEST_PARAMS"],
  ["an id of 65 letters", { merchantPaymentId: "x".repeat(65) }, "INVALID_REQUEST_PARAMS"],
  ["a description of 256 letters", { orderDescription: "x".repeat(256) }, "INVALID_REQUEST_PARAMS"],
  ["milliseconds for seconds", { requestedAt: noon * 1000 }, "INVALID_REQUEST_PARAMS"],
  ["an unknown redirectType", { redirectType: "POPUP" }, "INVALID_REQUEST_PARAMS"],
  ["an address that is none", { ipAddress: "999.1.1.1" }, "INVALID_REQUEST_PARAMS"],
  ["an item without a name", { orderItems: [{ quantity: 1, unitPrice: jpy(1) }] }, "MISSING_REQUEST_PARAMS"],
  ["an item without a price", { orderItems: [{ name: "Cake", quantity: 1 }] }, "MISSING_REQUEST_PARAMS"],
  ["a script as the way back", { redirectUrl: "javascript:alert(1)" }, "DYNAMIC_QR_BAD_REQUEST"],
])("create code with %s is refused and makes no code", async (_, fields, code) => {
  const shop = openShop();
  const body = JSON.stringify({ ...codeRequest("order-1"), ...fields });
  expect(await shop.call("POST", "/v2/codes", body)).toMatchObject({ status: 400, code });
  expect(shop.control.ledger().codes).toEqual([]);
});

test("a body that is not JSON is refused", async () => {
  const { call } = openShop();
  expect(await call("POST", "/v2/codes", "{")).toMatchObject({ status: 400, code: "INVALID_REQUEST_PARAMS" });
});

test("a call that the emulator does not know answers 404 in the envelope", async () => {
  const { call } = openShop();
  expect(await call("GET", "/v9/wallet/balance")).toMatchObject({ status: 404, code: "RESOURCE_NOT_FOUND" });
});
