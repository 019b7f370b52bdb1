import { expect, test } from "vitest";
import { captureRequest, jpy, noon, openShop, type Shop } from "../testing/shop.ts";

const day = 86_400;
const states = (shop: Shop) => shop.control.notifications().map(({ body }) => body.state);
const capture = (shop: Shop, amount: number) =>
  shop.call("POST", "/v2/payments/capture", captureRequest("order-1", amount));
const raise = (shop: Shop, paymentId: string, amount: number) =>
  shop.call("POST", "/v2/payments/reauthorize", {
    requestId: "raise-1",
    paymentId,
    updatedAmount: jpy(amount),
    redirectUrl: "https://shop.example/back",
    redirectType: "WEB_LINK",
    userAgent: "test",
  });

test("a paid hold is AUTHORIZED, its money is out of the wallet, and the event has no order id (OAS)", async () => {
  const shop = openShop();
  await shop.held("order-1");
  const { data } = await shop.details("order-1");
  expect(data).toMatchObject({ status: "AUTHORIZED", acceptedAt: noon, expiresAt: noon + 30 * day });
  expect(shop.balance("hanako")).toBe(48_500);
  expect(shop.control.notifications()[0]?.body).toMatchObject({
    state: "AUTHORIZED",
    merchant_order_id: "",
    authorized_at: "2026-11-20T03:00:00Z",
    expires_at: "2026-12-20T03:00:00Z",
    paid_at: null,
  });
});

test("capturing less completes the payment and gives the rest back (OAS)", async () => {
  const shop = openShop();
  await shop.held("order-1");
  const answer = await capture(shop, 1000);
  expect(answer).toMatchObject({ status: 200, code: "SUCCESS" });
  expect(answer.data).toMatchObject({
    status: "COMPLETED",
    captures: { data: [{ status: "COMPLETED", amount: jpy(1000), acceptedAt: noon }] },
  });
  expect(shop.balance("hanako")).toBe(49_000);
  expect(shop.control.notifications()[1]?.body).toMatchObject({ state: "COMPLETED", order_amount: "1000" });
});

test("capturing more answers 202 and happens when the customer approves (OAS)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.held("order-1");
  const answer = await capture(shop, 2000);
  expect(answer).toMatchObject({ status: 202, code: "USER_CONFIRMATION_REQUIRED", codeId: "08300103" });
  expect(answer.data).toMatchObject({ captures: { data: [{ status: "USER_REQUESTED" }] } });
  expect(shop.balance("hanako")).toBe(48_500);
  shop.control.approve(paymentId);
  expect((await shop.details("order-1")).data.status).toBe("COMPLETED");
  expect(shop.balance("hanako")).toBe(48_000);
});

test("an approval that nobody gives lapses after six hours, and the hold lives on (OAS)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.held("order-1");
  await raise(shop, paymentId, 2000);
  shop.control.clock.advance(6 * 3600 - 1);
  expect((await shop.details("order-1")).data.status).toBe("REAUTHORIZING");
  shop.control.clock.advance(1);
  expect((await shop.details("order-1")).data).toMatchObject({ status: "AUTHORIZED", amount: jpy(1500) });
  expect(shop.control.notifications()[1]?.body).toMatchObject({
    state: "AUTHORIZED",
    reauth_request_id: "raise-1",
    confirmation_expires_at: "2026-11-20T09:00:00Z",
  });
  expect(await capture(shop, 1500)).toMatchObject({ status: 200 });
});

test("raising a hold answers 201 with an address, and counts when the customer approves (OAS)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.held("order-1");
  const answer = await raise(shop, paymentId, 2000);
  expect(answer).toMatchObject({ status: 201, code: "USER_CONFIRMATION_REQUIRED", codeId: "08300104" });
  expect(answer.data).toEqual({
    url: `http://127.0.0.1:4010/approve/${paymentId}`,
    expiresAt: noon + 6 * 3600,
  });
  shop.control.approve(paymentId);
  expect((await shop.details("order-1")).data).toMatchObject({ status: "AUTHORIZED", amount: jpy(2000) });
  expect(shop.control.notifications()[1]?.body).toMatchObject({ reauth_request_id: "raise-1" });
});

test("lowering a hold happens at once (OAS)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.held("order-1");
  const answer = await raise(shop, paymentId, 1000);
  expect(answer).toMatchObject({ status: 200, data: { requestId: "raise-1", updatedAmount: jpy(1000) } });
  expect(shop.balance("hanako")).toBe(49_000);
  expect(states(shop)).toEqual(["AUTHORIZED", "AUTHORIZED"]);
});

test("a reverted hold is CANCELED and its money is back (OAS)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.held("order-1");
  const body = { merchantRevertId: "revert-1", paymentId, requestedAt: noon, reason: "sold out" };
  const answer = await shop.call("POST", "/v2/payments/preauthorize/revert", body);
  expect(answer.data).toEqual({
    status: "CANCELED",
    acceptedAt: noon,
    paymentId,
    requestedAt: noon,
    reason: "sold out",
  });
  expect(shop.balance("hanako")).toBe(50_000);
  expect(states(shop)).toEqual(["AUTHORIZED", "CANCELED"]);
});

test("a hold that nobody captures is EXPIRED at its end, with an event (OAS)", async () => {
  const shop = openShop();
  await shop.createCode("order-1", { isAuthorization: true, authorizationExpiry: noon + day });
  shop.pay("order-1");
  shop.control.clock.advance(day);
  expect((await shop.details("order-1")).data.status).toBe("EXPIRED");
  expect(shop.balance("hanako")).toBe(50_000);
  expect(states(shop)).toEqual(["AUTHORIZED", "EXPIRED"]);
});
