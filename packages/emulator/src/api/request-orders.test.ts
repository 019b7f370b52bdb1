import { expect, test } from "vitest";
import { chargeRequest, jpy, noon, openShop, refundRequest, type Shop } from "../testing/shop.ts";

const states = (shop: Shop) => shop.control.notifications().flatMap(({ body }) => body.state ?? []);
const details = (shop: Shop, id = "order-1") => shop.call("GET", `/v1/requestOrder/${id}`);
const ask = async (shop: Shop, id = "order-1", fields: object = {}) => {
  const body = chargeRequest(id, await shop.authorizationOf("hanako"), fields);
  return shop.call("POST", "/v1/requestOrder", body);
};
const answer = (shop: Shop, word: "pay" | "decline", customer = "hanako") =>
  shop.control.answerRequest({ merchantPaymentId: "order-1", customer, answer: word });
const outcome = ({ status, code }: { status: number; code: string }) => [status, code];

test("a request is CREATED, takes nothing, and can be paid for six hours (Java SDK, PHP mock)", async () => {
  const shop = openShop();
  const asked = await ask(shop);
  expect(outcome(asked)).toEqual([201, "SUCCESS"]);
  expect(asked.data).toMatchObject({ merchantPaymentId: "order-1", amount: jpy(1500), requestedAt: noon });
  expect(asked.data).not.toHaveProperty("status");
  expect((await details(shop)).data).toMatchObject({ status: "CREATED", expiryDate: noon + 6 * 3600 });
  expect(shop.balance("hanako")).toBe(50_000);
  expect(states(shop)).toEqual([]);
});

test("she pays it in her wallet: COMPLETED, with an event, and refunded as any payment (Java SDK)", async () => {
  const shop = openShop();
  await ask(shop);
  expect(answer(shop, "pay")).toMatchObject({ state: "paid", customerId: "hanako" });
  const { data } = await details(shop);
  expect(data).toMatchObject({ status: "COMPLETED", acceptedAt: noon, expiryDate: noon + 6 * 3600 });
  expect(shop.balance("hanako")).toBe(48_500);
  expect(states(shop)).toEqual(["COMPLETED"]);
  expect((await shop.call("GET", "/v2/payments/order-1")).data.status).toBe("COMPLETED");

  await shop.call("POST", "/v2/refunds", refundRequest(String(data.paymentId), 500));
  expect((await details(shop)).data).toMatchObject({ refunds: { data: [{ merchantRefundId: "refund-1" }] } });
  expect(shop.balance("hanako")).toBe(49_000);
});

test("its refunds are also where the Java README has them", async () => {
  const shop = openShop();
  await ask(shop);
  answer(shop, "pay");
  const paymentId = String((await details(shop)).data.paymentId);
  const refunded = await shop.call("POST", "/v1/requestOrder/refunds", refundRequest(paymentId, 500));
  expect(outcome(refunded)).toEqual([200, "SUCCESS"]);
  expect((await shop.call("GET", "/v1/requestOrder/refunds/refund-1")).data).toEqual(refunded.data);
  expect(outcome(await shop.call("GET", "/v1/requestOrder/refunds/refund-2"))).toEqual([
    404,
    "NO_SUCH_REFUND_ORDER",
  ]);
});

test("what she declines moves nothing and tells nothing; the shop sees it when it looks", async () => {
  const shop = openShop();
  await ask(shop);
  expect(answer(shop, "decline").state).toBe("declined");
  expect((await details(shop)).data.status).toBe("CANCELED");
  expect(() => answer(shop, "pay")).toThrow("The request is declined and hanako cannot pay it");
  expect([shop.balance("hanako"), states(shop)]).toEqual([50_000, []]);
});

test("a request that nobody answers is EXPIRED, and cannot be paid any more", async () => {
  const shop = openShop();
  await ask(shop, "order-1", { expiryDate: noon + 600 });
  shop.control.clock.advance(599);
  expect((await details(shop)).data.status).toBe("CREATED");
  shop.control.clock.advance(1);
  expect((await details(shop)).data.status).toBe("EXPIRED");
  expect(() => answer(shop, "pay")).toThrow("expired");
});

test("a withdrawn request is CANCELED and cannot be paid (Java SDK)", async () => {
  const shop = openShop();
  await ask(shop);
  expect(outcome(await shop.call("DELETE", "/v1/requestOrder/order-1"))).toEqual([202, "REQUEST_ACCEPTED"]);
  expect((await details(shop)).data.status).toBe("CANCELED");
  expect(() => answer(shop, "pay")).toThrow("withdrawn");
});

test("without the money she cannot pay, and may later", async () => {
  const shop = openShop();
  await ask(shop);
  shop.control.setCustomer({ customer: "hanako", balance: 1499 });
  expect(() => answer(shop, "pay")).toThrow("NO_SUFFICIENT_FUND");
  shop.control.setCustomer({ customer: "hanako", balance: 1500 });
  answer(shop, "pay");
  expect(shop.balance("hanako")).toBe(0);
});

test("nobody else can answer it", async () => {
  const shop = openShop();
  await ask(shop);
  expect(() => answer(shop, "pay", "taro")).toThrow("taro is asked for no payment order-1.");
});

test.each([
  ["the same id again", "order-1", {}, "DUPLICATE_REQUEST_ORDER"],
  ["the same amount at once", "order-2", {}, "SUSPECTED_DUPLICATE_ORDER"],
  ["another amount", "order-2", { amount: jpy(1501) }, "SUCCESS"],
  ["less than ten minutes", "order-2", { expiryDate: noon + 599 }, "INVALID_REQUEST_PARAMS"],
])("a second request with %s: %s %o is %s", async (_what, id, fields, code) => {
  const shop = openShop();
  await ask(shop);
  expect((await ask(shop, id, fields)).code).toBe(code);
});

test("what was withdrawn, or five minutes ago, is no reason for suspicion", async () => {
  const shop = openShop();
  await ask(shop);
  shop.control.clock.advance(300);
  expect((await ask(shop, "order-2")).code).toBe("SUCCESS");
  await shop.call("DELETE", "/v1/requestOrder/order-2");
  expect((await ask(shop, "order-3")).code).toBe("SUCCESS");
});

test("the scope pending_payments is needed, and an id has one use", async () => {
  const shop = openShop();
  const { userAuthorizationId } = await shop.linked("taro", { scopes: ["direct_debit"] });
  const refused = await shop.call("POST", "/v1/requestOrder", chargeRequest("order-1", userAuthorizationId));
  expect(outcome(refused)).toEqual([401, "OP_OUT_OF_SCOPE"]);
  await shop.createCode("order-1");
  expect((await ask(shop)).code).toBe("DUPLICATE_REQUEST_ORDER");
  await ask(shop, "order-2");
  expect((await shop.createCode("order-2")).code).toBe("DUPLICATE_DYNAMIC_QR_REQUEST");
});

test("an unknown request is 400 when looked at, 404 when withdrawn or refunded (Java SDK)", async () => {
  const shop = openShop();
  expect(outcome(await details(shop))).toEqual([400, "REQUEST_ORDER_NOT_FOUND"]);
  const withdrawn = await shop.call("DELETE", "/v1/requestOrder/order-1");
  expect(outcome(withdrawn)).toEqual([404, "REQUEST_ORDER_NOT_FOUND"]);
  const refunded = await shop.call("POST", "/v1/requestOrder/refunds", refundRequest("0123", 1));
  expect(outcome(refunded)).toEqual([404, "REQUEST_ORDER_NOT_FOUND"]);
});

test("what is answered cannot be withdrawn, what is cancelled cannot be refunded (Java SDK)", async () => {
  const shop = openShop();
  await ask(shop);
  answer(shop, "pay");
  const late = await shop.call("DELETE", "/v1/requestOrder/order-1");
  expect(outcome(late)).toEqual([409, "INVALID_REQUEST_ORDER_STATE"]);
  const paymentId = String((await details(shop)).data.paymentId);
  await shop.call("DELETE", "/v2/payments/order-1");
  const refunded = await shop.call("POST", "/v1/requestOrder/refunds", refundRequest(paymentId, 1));
  expect(outcome(refunded)).toEqual([409, "INVALID_REQUEST_ORDER_STATE"]);
});

test("the habit of calling a declined request FAILED can be chosen", async () => {
  const shop = openShop({ declinedRequest: "FAILED" });
  await ask(shop);
  answer(shop, "decline");
  expect((await details(shop)).data.status).toBe("FAILED");
});

test("the ledger's snapshot shows requests", async () => {
  const shop = openShop();
  await ask(shop);
  expect(shop.control.ledger().requests).toMatchObject([
    { merchantPaymentId: "order-1", customerId: "hanako", amount: 1500, state: "open" },
  ]);
});
