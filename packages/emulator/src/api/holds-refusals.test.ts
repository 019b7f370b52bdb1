import { testRules } from "../testing/rules.ts";
import { captureRequest, jpy, noon, type Shop } from "../testing/shop.ts";

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
const day = 86_400;

const revert = (shop: Shop, paymentId: string) =>
  shop.call("POST", "/v2/payments/preauthorize/revert", revertRequest(paymentId));

testRules([
  ...[
    { call: "capture", ask: (shop: Shop) => capture(shop, 1500) },
    { call: "revert", ask: revert },
    { call: "reauthorize", ask: (shop: Shop, paymentId: string) => reauthorize(shop, paymentId, 1) },
  ].map(({ call, ask }) => ({
    breaks: `${call}: a payment that PayPay no longer keeps`,
    source: "OAS (from 2026-09-30)",
    answer: [400, "ORDER_NO_LONGER_AVAILABLE", ""] as const,
    options: { keptSeconds: day },
    ask: async (shop: Shop) => {
      const { paymentId } = await shop.held();
      shop.control.clock.advance(day);
      return ask(shop, paymentId);
    },
  })),
  {
    breaks: "capture: above the merchant's limit",
    source: "README",
    answer: [400, "UNACCEPTABLE_OP", "00400035"],
    options: { merchant: { captureLimit: 1000 } },
    ask: async (shop) => {
      await shop.held();
      return capture(shop, 1001);
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
]);
