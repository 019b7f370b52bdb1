import { describe, expect, test } from "vitest";
import { captureRequest, chargeRequest, jpy, noon, openShop, type Shop } from "../testing/shop.ts";

const states = (shop: Shop) => shop.control.notifications().flatMap(({ body }) => body.state ?? []);
const kinds = [
  ["/v2/payments", "COMPLETED", 48_500],
  ["/v2/payments/preauthorize", "AUTHORIZED", 48_500],
  ["/v1/subscription/payments", "COMPLETED", 48_500],
] as const;

describe.each(kinds)("POST %s", (path, status, balance) => {
  test(`takes the linked customer's money: ${status} at once, with an event (SDK READMEs)`, async () => {
    const shop = openShop();
    const userAuthorizationId = await shop.authorizationOf("hanako");
    const charged = await shop.call("POST", path, chargeRequest("order-1", userAuthorizationId));
    expect(charged).toMatchObject({ status: 201, code: "SUCCESS" });
    expect(charged.data).toMatchObject({
      status,
      merchantPaymentId: "order-1",
      userAuthorizationId,
      amount: jpy(1500),
      acceptedAt: noon,
      requestedAt: noon,
      orderItems: [{ name: "Cake", quantity: 1, unitPrice: null }],
      assumeMerchant: shop.merchant.merchantId,
    });
    expect(shop.balance("hanako")).toBe(balance);
    expect(states(shop)).toEqual([status]);
    expect((await shop.call("GET", "/v2/payments/order-1")).data).toEqual(charged.data);
  });

  test("the same id again returns the earlier payment and takes nothing (OAS field text)", async () => {
    const shop = openShop();
    const body = chargeRequest("order-1", await shop.authorizationOf("hanako"));
    const first = await shop.call("POST", path, body);
    const again = await shop.call("POST", path, body);
    expect([again.status, again.data]).toEqual([first.status, first.data]);
    expect(shop.balance("hanako")).toBe(balance);
    expect(states(shop)).toHaveLength(1);
  });

  test("a customer without the money is charged nothing, and may be charged under the same id later", async () => {
    const shop = openShop();
    const body = chargeRequest("order-1", await shop.authorizationOf("yuki"));
    expect(await shop.call("POST", path, body)).toMatchObject({ status: 400, code: "NO_SUFFICIENT_FUND" });
    expect((await shop.call("GET", "/v2/payments/order-1")).code).toBe("RESOURCE_NOT_FOUND");
    expect(states(shop)).toEqual([]);
    shop.control.setCustomer({ customer: "yuki", balance: 2000 });
    expect(await shop.call("POST", path, body)).toMatchObject({ status: 201, data: { status } });
    expect(shop.balance("yuki")).toBe(500);
  });

  test("a refused charge may also be kept: FAILED, with an event, and its id is burnt", async () => {
    const shop = openShop({ refusedCharge: "kept" });
    const body = chargeRequest("order-1", await shop.authorizationOf("yuki"));
    expect((await shop.call("POST", path, body)).code).toBe("NO_SUFFICIENT_FUND");
    expect((await shop.call("GET", "/v2/payments/order-1")).data).toMatchObject({ status: "FAILED" });
    expect(shop.control.notifications().at(-1)?.body).toEqual({
      notification_type: "Transaction",
      merchant_id: shop.merchant.merchantId,
      store_id: "",
      pos_id: "",
      order_id: expect.stringMatching(/^\d{20}$/),
      merchant_order_id: "order-1",
      order_amount: "1500",
      state: "FAILED",
    });
    shop.control.setCustomer({ customer: "yuki", balance: 2000 });
    expect((await shop.call("POST", path, body)).code).toBe("NO_SUFFICIENT_FUND");
    expect((await shop.call("DELETE", "/v2/payments/order-1")).code).toBe("ORDER_NOT_REVERSIBLE");
    expect(shop.balance("yuki")).toBe(2000);
  });

  test("an authorization that nobody gave charges nobody", async () => {
    const shop = openShop();
    const body = chargeRequest("order-1", "nobody-gave-this");
    expect(await shop.call("POST", path, body)).toMatchObject({
      status: 401,
      code: "INVALID_USER_AUTHORIZATION_ID",
    });
  });

  test("the id of a code charges nobody, and the id of a payment makes no code", async () => {
    const shop = openShop();
    await shop.createCode("order-1");
    const userAuthorizationId = await shop.authorizationOf("hanako");
    const used = await shop.call("POST", path, chargeRequest("order-1", userAuthorizationId));
    expect(used).toMatchObject({ status: 400, code: "INVALID_REQUEST_PARAMS" });
    await shop.call("POST", path, chargeRequest("order-2", userAuthorizationId));
    expect((await shop.createCode("order-2")).code).toBe("DUPLICATE_DYNAMIC_QR_REQUEST");
  });

  test("an answer that is lost is found again, by its id or by the same call once more", async () => {
    const shop = openShop();
    const body = chargeRequest("order-1", await shop.authorizationOf("hanako"));
    shop.control.faults.add({ kind: "reset_after", match: { path }, times: 1 });
    await expect(shop.call("POST", path, body)).rejects.toThrow("reset");
    expect((await shop.call("GET", "/v2/payments/order-1")).data.status).toBe(status);
    expect((await shop.call("POST", path, body)).status).toBe(201);
    expect(shop.balance("hanako")).toBe(balance);
  });

  test("somebody cancels it in PayPay's panel", async () => {
    const shop = openShop();
    await shop.call("POST", path, chargeRequest("order-1", await shop.authorizationOf("hanako")));
    shop.control.cancel({ merchantPaymentId: "order-1" });
    expect(shop.balance("hanako")).toBe(50_000);
  });

  test("it is cancelled like any other payment", async () => {
    const shop = openShop();
    await shop.call("POST", path, chargeRequest("order-1", await shop.authorizationOf("hanako")));
    expect((await shop.call("DELETE", "/v2/payments/order-1")).status).toBe(202);
    expect((await shop.call("GET", "/v2/payments/order-1")).data.status).toBe("FAILED");
    expect(shop.balance("hanako")).toBe(50_000);
  });
});

describe("a similar payment", () => {
  const charge = async (
    shop: Shop,
    id: string,
    { path = "/v2/payments", amount = 1500, who = "hanako" } = {},
  ) =>
    (
      await shop.call(
        "POST",
        path,
        chargeRequest(id, await shop.authorizationOf(who), { amount: jpy(amount) }),
      )
    ).code;

  test.each(["/v2/payments", "/v2/payments/preauthorize"])(
    "%s: the same amount of the same customer within five minutes is suspected (FAQ)",
    async (path) => {
      const shop = openShop();
      await charge(shop, "order-1", { path });
      const similar = await shop.call(
        "POST",
        path,
        chargeRequest("order-2", await shop.authorizationOf("hanako")),
      );
      expect(similar).toMatchObject({
        status: 400,
        code: "SUSPECTED_DUPLICATE_PAYMENT",
        codeId: "00200017",
      });
      expect(shop.balance("hanako")).toBe(48_500);
      const body = chargeRequest("order-3", await shop.authorizationOf("hanako"));
      const agreed = await shop.call("POST", `${path}?agreeSimilarTransaction=true`, body);
      expect(agreed.status).toBe(201);
    },
  );

  test("after five minutes nothing is suspected", async () => {
    const shop = openShop();
    await charge(shop, "order-1");
    shop.control.clock.advance(299);
    expect(await charge(shop, "order-2")).toBe("SUSPECTED_DUPLICATE_PAYMENT");
    shop.control.clock.advance(1);
    expect(await charge(shop, "order-3")).toBe("SUCCESS");
  });

  test.each([
    ["another amount", { amount: 1501 }],
    ["another customer", { who: "taro" }],
    ["a continuous payment, which cannot be agreed to", { path: "/v1/subscription/payments" }],
  ])("%s is not suspected", async (_what, change) => {
    const shop = openShop();
    await charge(shop, "order-1");
    expect(await charge(shop, "order-2", change)).toBe("SUCCESS");
  });

  test("what was cancelled is not repeated by the next one", async () => {
    const shop = openShop();
    await charge(shop, "order-1");
    await shop.call("DELETE", "/v2/payments/order-1");
    expect(await charge(shop, "order-2")).toBe("SUCCESS");
  });

  test("the word for it is true or false", async () => {
    const shop = openShop();
    const body = chargeRequest("order-1", await shop.authorizationOf("hanako"));
    const answer = await shop.call("POST", "/v2/payments?agreeSimilarTransaction=yes", body);
    expect(answer.code).toBe("INVALID_REQUEST_PARAMS");
  });
});

describe("a pre-authorization", () => {
  const preauthorize = async (shop: Shop, fields: object = {}) =>
    shop.call(
      "POST",
      "/v2/payments/preauthorize",
      chargeRequest("order-1", await shop.authorizationOf("hanako"), fields),
    );

  test("is captured, and what was held above it goes back", async () => {
    const shop = openShop();
    await preauthorize(shop);
    const captured = await shop.call("POST", "/v2/payments/capture", captureRequest("order-1", 1000));
    expect(captured.data).toMatchObject({ status: "COMPLETED" });
    expect(shop.balance("hanako")).toBe(49_000);
    expect(states(shop)).toEqual(["AUTHORIZED", "COMPLETED"]);
  });

  test("is reverted, reauthorized and expires as a code's hold does", async () => {
    const shop = openShop();
    const { data } = await preauthorize(shop, { expiresAt: noon + 3600 });
    expect(data.expiresAt).toBe(noon + 3600);
    await shop.call("POST", "/v2/payments/reauthorize", {
      requestId: "lower",
      paymentId: data.paymentId,
      updatedAmount: jpy(1000),
    });
    expect(shop.balance("hanako")).toBe(49_000);
    shop.control.clock.advance(3600);
    expect((await shop.call("GET", "/v2/payments/order-1")).data.status).toBe("EXPIRED");
    expect(shop.balance("hanako")).toBe(50_000);
  });

  test.each([
    [{ merchant: { holds: false } }, {}, "PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT"],
    [{}, { expiresAt: noon }, "PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE"],
    [{}, { expiresAt: noon + 31 * 86_400 }, "PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE"],
  ])("with %o and %o is refused: %s", async (options, fields, code) => {
    const shop = openShop(options);
    const body = chargeRequest("order-1", await shop.authorizationOf("hanako"), fields);
    expect((await shop.call("POST", "/v2/payments/preauthorize", body)).code).toBe(code);
  });
});
