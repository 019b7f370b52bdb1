import { testRules } from "../testing/rules.ts";
import { captureRequest, refundRequest, type Shop } from "../testing/shop.ts";

const capture = (shop: Shop, amount: number, fields?: object) =>
  shop.call("POST", "/v2/payments/capture", captureRequest("order-1", amount, fields));
const refund = (shop: Shop, paymentId: string, amount: number, fields?: object) =>
  shop.call("POST", "/v2/refunds", refundRequest(paymentId, amount, fields));
const cancel = (shop: Shop) => shop.call("DELETE", "/v2/payments/order-1");

const gone = [400, "ORDER_NO_LONGER_AVAILABLE", ""] as const;
const keptADay = { keptSeconds: 86_400 };

testRules([
  {
    breaks: "cancel: a payment that PayPay no longer keeps",
    source: "OAS (from 2026-09-30)",
    answer: gone,
    options: keptADay,
    ask: async (shop) => {
      await shop.paid();
      shop.control.clock.advance(86_400);
      return cancel(shop);
    },
  },
  {
    breaks: "refund: a payment that PayPay no longer keeps",
    source: "OAS (from 2026-09-30)",
    answer: gone,
    options: keptADay,
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      shop.control.clock.advance(86_400);
      return refund(shop, paymentId, 1);
    },
  },
  {
    breaks: "refund details: a payment that PayPay no longer keeps",
    source: "OAS (from 2026-09-30)",
    answer: gone,
    options: keptADay,
    ask: async (shop) => {
      await refund(shop, (await shop.paid()).paymentId, 1);
      shop.control.clock.advance(86_400);
      return shop.call("GET", "/v2/refunds/refund-1");
    },
  },
  {
    breaks: "refund: what is refunded in full",
    source: "README",
    answer: [400, "UNACCEPTABLE_OP", "00200014"],
    ask: async (shop) => {
      const { paymentId } = await shop.paid();
      await refund(shop, paymentId, 1500);
      return refund(shop, paymentId, 1, { merchantRefundId: "refund-2" });
    },
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
]);
