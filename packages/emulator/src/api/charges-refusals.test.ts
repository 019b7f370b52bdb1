import { expect, test } from "vitest";
import { payProblems } from "../ledger/customer.ts";
import { resultCode } from "../result-codes.ts";
import { testRules } from "../testing/rules.ts";
import { captureRequest, chargeRequest, jpy, noon, openShop, type Shop } from "../testing/shop.ts";

const charge = async (shop: Shop, id: string, amount: number, path = "/v1/subscription/payments") =>
  shop.call("POST", path, chargeRequest(id, await shop.authorizationOf("hanako"), { amount: jpy(amount) }));
const day = 86_400;

testRules([
  {
    breaks: "charge: more than PayPay lets her pay at once",
    source: "Node SDK README",
    answer: [400, "LIMIT_EXCEEDED", ""],
    ask: async (shop) => {
      shop.control.setCustomer({ customer: "hanako", paymentLimit: 1499 });
      return charge(shop, "order-1", 1500);
    },
  },
  {
    breaks: "charge: more than the merchant may ask",
    source: "Node SDK README",
    answer: [400, "UNACCEPTABLE_OP", "00400035"],
    options: { merchant: { chargeLimit: 1499 } },
    ask: (shop) => charge(shop, "order-1", 1500),
  },
  {
    breaks: "charge: more than her own limit for 24 hours",
    source: "Node SDK README",
    answer: [400, "USER_DEFINED_DAILY_LIMIT_EXCEEDED", ""],
    ask: async (shop) => {
      shop.control.setCustomer({ customer: "hanako", dailyLimit: 2000 });
      await charge(shop, "order-1", 1500);
      shop.control.clock.advance(day - 1);
      return charge(shop, "order-2", 501);
    },
  },
  {
    breaks: "charge: more than her own limit for 30 days",
    source: "Node SDK README",
    answer: [400, "USER_DEFINED_MONTHLY_LIMIT_EXCEEDED", ""],
    ask: async (shop) => {
      shop.control.setCustomer({ customer: "hanako", monthlyLimit: 2000 });
      await charge(shop, "order-1", 1500);
      shop.control.clock.advance(30 * day - 1);
      return charge(shop, "order-2", 501);
    },
  },
  {
    breaks: "charge: more than she may pay this merchant in a day",
    source: "a public subscription service",
    answer: [400, "USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED", ""],
    options: { merchant: { customerDailyLimit: 2000 } },
    ask: async (shop) => {
      await charge(shop, "order-1", 1500);
      return charge(shop, "order-2", 501);
    },
  },
  {
    breaks: "charge: somebody who has left PayPay",
    source: "Node SDK README",
    answer: [400, "CANCELED_USER", "01103027"],
    ask: async (shop) => {
      const body = chargeRequest("order-1", await shop.authorizationOf("hanako"));
      shop.control.setCustomer({ customer: "hanako", closed: true });
      return shop.call("POST", "/v2/payments", body);
    },
  },
  {
    breaks: "charge: without the scope",
    source: "OAS",
    answer: [401, "OP_OUT_OF_SCOPE", "08100023"],
    ask: async (shop) => {
      const { userAuthorizationId } = await shop.linked("hanako", { scopes: ["continuous_payments"] });
      return shop.call("POST", "/v2/payments", chargeRequest("order-1", userAuthorizationId));
    },
  },
  {
    breaks: "charge: by a card that she does not have",
    source: "Java SDK",
    answer: [404, "PAYMENT_METHOD_NOT_FOUND", ""],
    ask: async (shop) => {
      const fields = { paymentMethodType: "CREDIT_CARD", paymentMethodId: "card-1" };
      const body = chargeRequest("order-1", await shop.authorizationOf("hanako"), fields);
      return shop.call("POST", "/v2/payments", body);
    },
  },
  {
    breaks: "capture: more than was held, above her limit for 24 hours",
    source: "Node SDK README",
    answer: [400, "USER_DEFINED_DAILY_LIMIT_EXCEEDED", ""],
    ask: async (shop) => {
      await charge(shop, "order-1", 1500, "/v2/payments/preauthorize");
      shop.control.setCustomer({ customer: "hanako", dailyLimit: 1999 });
      return shop.call("POST", "/v2/payments/capture", captureRequest("order-1", 2000));
    },
  },
  {
    breaks: "reauthorize: more, from a way to pay that is no longer valid",
    source: "OAS",
    answer: [400, "PAY_METHOD_INVALIDATED", ""],
    ask: async (shop) => {
      const { data } = await charge(shop, "order-1", 1500, "/v2/payments/preauthorize");
      shop.control.setCustomer({ customer: "hanako", payProblem: "PAY_METHOD_INVALIDATED" });
      return shop.call("POST", "/v2/payments/reauthorize", {
        requestId: "raise-1",
        paymentId: data.paymentId,
        updatedAmount: jpy(2000),
        redirectUrl: "https://shop.example/",
        redirectType: "WEB_LINK",
        userAgent: "test",
      });
    },
  },
  {
    breaks: "request: somebody who has left PayPay",
    source: "Node SDK README",
    answer: [400, "CANCELED_USER", "01103027"],
    ask: async (shop) => {
      const body = chargeRequest("order-1", await shop.authorizationOf("hanako"));
      shop.control.setCustomer({ customer: "hanako", closed: true });
      return shop.call("POST", "/v1/requestOrder", body);
    },
  },
]);

test.each(payProblems)(
  "a customer with the problem %s is charged nothing until it is gone",
  async (payProblem) => {
    const shop = openShop();
    shop.control.setCustomer({ customer: "hanako", payProblem });
    const { status, code, codeId } = resultCode(payProblem);
    expect(await charge(shop, "order-1", 1500)).toMatchObject({ status, code, codeId });
    expect(shop.balance("hanako")).toBe(50_000);
    shop.control.setCustomer({ customer: "hanako", payProblem: null });
    expect((await charge(shop, "order-1", 1500)).status).toBe(201);
  },
);

test("what is undone, or long ago, counts for no limit; what is just enough is charged", async () => {
  const shop = openShop();
  shop.control.setCustomer({ customer: "hanako", dailyLimit: 2000, monthlyLimit: 4000 });
  await charge(shop, "order-1", 1500);
  await shop.call("DELETE", "/v2/payments/order-1");
  expect((await charge(shop, "order-2", 2000)).status).toBe(201);
  shop.control.clock.advance(day);
  expect((await charge(shop, "order-3", 2000)).status).toBe(201);
  shop.control.clock.set(new Date((noon + 30 * day) * 1000));
  expect((await charge(shop, "order-4", 2000)).status).toBe(201);
});
