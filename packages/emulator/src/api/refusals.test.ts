import { expect, test } from "vitest";
import type { EmulatorOptions, Merchant } from "../options.ts";
import type { Answer } from "../testing/caller.ts";
import {
  captureRequest,
  codeRequest,
  jpy,
  noon,
  openShop,
  refundRequest,
  type Shop,
} from "../testing/shop.ts";

/** One rule of PayPay's, broken by a request. `source` says where PayPay published the answer. */
interface Rule {
  readonly breaks: string;
  readonly source: string;
  readonly answer: readonly [status: number, code: string, codeId: string];
  readonly options?: EmulatorOptions & { readonly merchant?: Partial<Merchant> };
  readonly ask: (shop: Shop) => Promise<Answer>;
}

const revertRequest = (paymentId: string) => ({ merchantRevertId: "revert-1", paymentId, requestedAt: noon });
const reauthorize = (shop: Shop, paymentId: string, amount: number, requestId = "raise-1") =>
  shop.call("POST", "/v2/payments/reauthorize", {
    requestId,
    paymentId,
    updatedAmount: jpy(amount),
    redirectUrl: "https://shop.example/back",
    redirectType: "WEB_LINK",
    userAgent: "test",
  });
const capture = (shop: Shop, amount: number, fields?: object) =>
  shop.call("POST", "/v2/payments/capture", captureRequest("order-1", amount, fields));
const refund = (shop: Shop, paymentId: string, amount: number, fields?: object) =>
  shop.call("POST", "/v2/refunds", refundRequest(paymentId, amount, fields));
const cancel = (shop: Shop) => shop.call("DELETE", "/v2/payments/order-1");
const day = 86_400;

const rules: readonly Rule[] = [
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
  {
    breaks: "cancel: twice",
    source: "README",
    answer: [400, "ORDER_NOT_REVERSIBLE", "00200044"],
    ask: async (shop) => {
      await shop.paid();
      await cancel(shop);
      return cancel(shop);
    },
  },
  {
    breaks: "cancel: after a refund",
    source: "README",
    answer: [400, "ORDER_NOT_REVERSIBLE", "00200044"],
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      await refund(shop, paymentId, 1);
      return cancel(shop);
    },
  },
  {
    breaks: "cancel: a captured hold",
    source: "README",
    answer: [400, "ORDER_NOT_REVERSIBLE", "00200044"],
    ask: async (shop) => {
      await shop.held();
      await capture(shop, 1500);
      return cancel(shop);
    },
  },
  {
    breaks: "cancel: from 00:15 in Japan on the day after",
    source: "OAS",
    answer: [400, "ORDER_NOT_REVERSIBLE", "00200044"],
    ask: async (shop) => {
      await shop.paid();
      shop.control.clock.set(new Date("2026-11-21T00:15:00+09:00"));
      return cancel(shop);
    },
  },
  {
    breaks: "capture: an unknown payment",
    source: "OAS",
    answer: [404, "RESOURCE_NOT_FOUND", "00200001"],
    ask: (shop) => capture(shop, 1500),
  },
  {
    breaks: "capture: twice",
    source: "README",
    answer: [400, "ALREADY_CAPTURED", "00200039"],
    ask: async (shop) => {
      await shop.held();
      await capture(shop, 1500);
      return capture(shop, 1500, { merchantCaptureId: "again" });
    },
  },
  {
    breaks: "capture: a hold that has ended",
    source: "README",
    answer: [400, "ORDER_EXPIRED", "00200043"],
    options: { holdSeconds: day },
    ask: async (shop) => {
      await shop.held();
      shop.control.clock.advance(day);
      return capture(shop, 1500);
    },
  },
  {
    breaks: "capture: a hold in its last minute",
    source: "OAS",
    answer: [400, "TOO_CLOSE_TO_EXPIRY", "00400064"],
    options: { holdSeconds: day },
    ask: async (shop) => {
      await shop.held();
      shop.control.clock.advance(day - 30);
      return capture(shop, 1500);
    },
  },
  {
    breaks: "capture: a reverted hold",
    source: "README",
    answer: [400, "ORDER_NOT_CAPTURABLE", "00200035"],
    ask: async (shop) => {
      const { paymentId } = await shop.held();
      await shop.call("POST", "/v2/payments/preauthorize/revert", revertRequest(paymentId));
      return capture(shop, 1500);
    },
  },
  {
    breaks: "capture: while a raise waits for the customer",
    source: "OAS",
    answer: [400, "REAUTHORIZATION_IN_PROGRESS", "00200038"],
    ask: async (shop) => {
      const { paymentId } = await shop.held();
      await reauthorize(shop, paymentId, 2000);
      return capture(shop, 1500);
    },
  },
  {
    breaks: "capture: more than held, by a merchant who may not",
    source: "README",
    answer: [400, "HIGHER_CAPTURE_NOT_PERMITTED", "00400062"],
    options: { merchant: { higherCapture: false } },
    ask: async (shop) => {
      await shop.held();
      return capture(shop, 1501);
    },
  },
  {
    breaks: "capture: more than the customer has",
    source: "OAS",
    answer: [400, "NO_SUFFICIENT_FUND", ""],
    ask: async (shop) => {
      await shop.held();
      return capture(shop, 50_001);
    },
  },
  {
    breaks: "capture: of a customer who left",
    source: "README",
    answer: [400, "CANCELED_USER", "01103027"],
    ask: async (shop) => {
      await shop.held();
      shop.control.setCustomer({ customer: "hanako", closed: true });
      return capture(shop, 1500);
    },
  },
  {
    breaks: "revert: an unknown payment",
    source: "OAS",
    answer: [404, "RESOURCE_NOT_FOUND", "00200001"],
    ask: (shop) => shop.call("POST", "/v2/payments/preauthorize/revert", revertRequest("0")),
  },
  {
    breaks: "revert: a captured hold",
    source: "README",
    answer: [400, "ORDER_NOT_CANCELABLE", "00200042"],
    ask: async (shop) => {
      const { paymentId } = await shop.held();
      await capture(shop, 1500);
      return shop.call("POST", "/v2/payments/preauthorize/revert", revertRequest(paymentId));
    },
  },
  {
    breaks: "reauthorize: an unknown payment",
    source: "OAS",
    answer: [404, "RESOURCE_NOT_FOUND", "00200001"],
    ask: (shop) => reauthorize(shop, "0", 2000),
  },
  {
    breaks: "reauthorize: an instant payment",
    source: "OAS",
    answer: [400, "REAUTHORIZE_REJECTED", ""],
    ask: async (shop) => reauthorize(shop, (await shop.paid()).paymentId, 2000),
  },
  {
    breaks: "reauthorize: the same requestId again",
    source: "OAS",
    answer: [400, "REAUTHORIZE_REJECTED", ""],
    ask: async (shop) => {
      const { paymentId } = await shop.held();
      await reauthorize(shop, paymentId, 1000);
      return reauthorize(shop, paymentId, 900);
    },
  },
  {
    breaks: "reauthorize: the amount that is held",
    source: "OAS",
    answer: [400, "REAUTH_AMOUNT_UNCHANGED", ""],
    ask: async (shop) => reauthorize(shop, (await shop.held()).paymentId, 1500),
  },
  {
    breaks: "reauthorize: for the eleventh time",
    source: "OAS",
    answer: [400, "REAUTH_MAX_LIMIT_EXCEEDED", ""],
    ask: async (shop) => {
      const { paymentId } = await shop.held();
      for (let time = 1; time <= 10; time += 1) await reauthorize(shop, paymentId, 1500 - time, `r${time}`);
      return reauthorize(shop, paymentId, 1, "r11");
    },
  },
  {
    breaks: "reauthorize: of a customer who left",
    source: "OAS",
    answer: [400, "REAUTHORIZE_FAILED", ""],
    ask: async (shop) => {
      const { paymentId } = await shop.held();
      shop.control.setCustomer({ customer: "hanako", closed: true });
      return reauthorize(shop, paymentId, 1000);
    },
  },
  {
    breaks: "reauthorize: more, without a way back",
    source: "OAS",
    answer: [400, "MISSING_REQUEST_PARAMS", "08100024"],
    ask: async (shop) => {
      const { paymentId } = await shop.held();
      const body = { requestId: "r1", paymentId, updatedAmount: jpy(2000) };
      return shop.call("POST", "/v2/payments/reauthorize", body);
    },
  },
  {
    breaks: "refund: the shop's id instead of PayPay's",
    source: "README",
    answer: [404, "RESOURCE_NOT_FOUND", "00200001"],
    ask: async (shop) => {
      await shop.paid();
      return refund(shop, "order-1", 1);
    },
  },
  {
    breaks: "refund: a hold",
    source: "README",
    answer: [400, "UNACCEPTABLE_OP", "00200013"],
    ask: async (shop) => refund(shop, (await shop.held()).paymentId, 1),
  },
  {
    breaks: "refund: more than was paid",
    source: "README",
    answer: [400, "INVALID_PARAMS", "00200015"],
    ask: async (shop) => refund(shop, (await shop.paid()).paymentId, 1501),
  },
  {
    breaks: "refund: more than is left",
    source: "README",
    answer: [400, "INVALID_PARAMS", "00200015"],
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      await refund(shop, paymentId, 1000);
      return refund(shop, paymentId, 501, { merchantRefundId: "refund-2" });
    },
  },
  {
    breaks: "refund: after day 365",
    source: "FAQ",
    answer: [400, "REFUND_WINDOW_EXCEED", ""],
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      shop.control.clock.set(new Date("2027-11-21T00:00:00+09:00"));
      return refund(shop, paymentId, 1);
    },
  },
  {
    breaks: "refund: a second one, by a merchant who may not",
    source: "OAS",
    answer: [403, "MERCHANT_MULTIPLE_REFUND_REJECTED", ""],
    options: { merchant: { multipleRefunds: false } },
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      await refund(shop, paymentId, 1);
      return refund(shop, paymentId, 1, { merchantRefundId: "refund-2" });
    },
  },
  {
    breaks: "refund: too many within a minute",
    source: "OAS",
    answer: [400, "THROTTLED_MULTIPLE_REFUND_REJECTED", ""],
    options: { refundsPerMinute: 1 },
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      await refund(shop, paymentId, 1);
      return refund(shop, paymentId, 1, { merchantRefundId: "refund-2" });
    },
  },
  {
    breaks: "refund: too many in all",
    source: "OAS",
    answer: [400, "REFUND_LIMIT_EXCEEDED", ""],
    options: { refundsPerPayment: 1 },
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      await refund(shop, paymentId, 1);
      return refund(shop, paymentId, 1, { merchantRefundId: "refund-2" });
    },
  },
  {
    breaks: "refund: to a customer who left",
    source: "README",
    answer: [400, "CANCELED_USER", "01103027"],
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      shop.control.setCustomer({ customer: "hanako", closed: true });
      return refund(shop, paymentId, 1);
    },
  },
  {
    breaks: "refund: into a wallet that is full",
    source: "README",
    answer: [500, "TRANSACTION_FAILED", "00800017"],
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      shop.control.setCustomer({ customer: "hanako", balanceLimit: 48_500 });
      return refund(shop, paymentId, 1);
    },
  },
  {
    breaks: "refund details: an unknown id",
    source: "README",
    answer: [404, "NO_SUCH_REFUND_ORDER", "00200018"],
    ask: (shop) => shop.call("GET", "/v2/refunds/nothing"),
  },
];

test.each(rules)("$breaks: $answer ($source)", async ({ options, ask, answer }) => {
  const shop = openShop(options);
  const { status, code, codeId } = await ask(shop);
  expect([status, code, codeId]).toEqual(answer);
  expect(shop.control.calls.list().every(({ fault }) => fault === null)).toBe(true);
});

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
  expect(await call("GET", "/v6/wallet/balance")).toMatchObject({ status: 404, code: "RESOURCE_NOT_FOUND" });
});
