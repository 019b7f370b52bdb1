import { expect, test } from "vitest";
import { noon, openShop, refundRequest } from "../testing/shop.ts";

const accepted = { status: 202, code: "REQUEST_ACCEPTED", codeId: "08100001" };
const cancelCall = ["DELETE", "/v2/payments/order-1"] as const;

test("a cancelled payment is FAILED with canceledAt, its money is back and no webhook is sent (OAS)", async () => {
  const shop = openShop();
  await shop.paid("order-1");
  expect(await shop.call(...cancelCall)).toMatchObject({ ...accepted, data: {} });
  const { data } = await shop.call("GET", "/v2/payments/order-1");
  expect(data).toMatchObject({ status: "FAILED", canceledAt: noon, acceptedAt: noon });
  expect(shop.balance("hanako")).toBe(50_000);
  expect(shop.control.notifications().map(({ body }) => body.state)).toEqual(["COMPLETED"]);
});

test("a cancel before the payment does nothing until somebody pays; then it is paid and at once FAILED (FAQ)", async () => {
  const shop = openShop();
  await shop.createCode("order-1");
  expect(await shop.call(...cancelCall)).toMatchObject(accepted);
  expect((await shop.details("order-1")).data.status).toBe("CREATED");
  shop.pay("order-1");
  expect((await shop.details("order-1")).data).toMatchObject({ status: "FAILED", canceledAt: noon });
  expect(shop.balance("hanako")).toBe(50_000);
});

test("a hold can be cancelled while it is AUTHORIZED (OAS)", async () => {
  const shop = openShop();
  await shop.held("order-1");
  expect(await shop.call(...cancelCall)).toMatchObject(accepted);
  expect((await shop.details("order-1")).data.status).toBe("FAILED");
  expect(shop.balance("hanako")).toBe(50_000);
});

test("a payment can be cancelled until 00:14:59 in Japan on the next day (OAS)", async () => {
  const shop = openShop();
  await shop.paid("order-1");
  shop.control.clock.set(new Date("2026-11-21T00:14:59+09:00"));
  expect(await shop.call(...cancelCall)).toMatchObject(accepted);
});

test("an accepted cancel that takes its time: COMPLETED, neither refundable nor cancelled a second time, then FAILED", async () => {
  const shop = openShop({ cancelSettlesAfterSeconds: 90 });
  const { paymentId } = await shop.paid("order-1");
  expect(await shop.call(...cancelCall)).toMatchObject(accepted);
  expect(await shop.call(...cancelCall)).toMatchObject(accepted);
  shop.control.clock.advance(89);
  expect((await shop.details("order-1")).data.status).toBe("COMPLETED");
  expect((await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 500))).status).toBe(400);
  shop.control.clock.advance(1);
  expect((await shop.details("order-1")).data).toMatchObject({ status: "FAILED", canceledAt: noon + 90 });
  expect(shop.balance("hanako")).toBe(50_000);
});

test("several refunds of one payment add up, and each can be looked up (OAS)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.paid("order-1");
  await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 500));
  const second = refundRequest(paymentId, 1000, { merchantRefundId: "refund-2", reason: "damaged" });
  expect(await shop.call("POST", "/v2/refunds/", second)).toMatchObject({
    status: 200,
    data: { status: "REFUNDED", merchantRefundId: "refund-2", reason: "damaged", acceptedAt: noon },
  });
  const { data } = await shop.details("order-1");
  expect(data).toMatchObject({
    status: "REFUNDED",
    refunds: { data: [{ merchantRefundId: "refund-1" }, { merchantRefundId: "refund-2" }] },
  });
  expect(shop.balance("hanako")).toBe(50_000);
  expect(shop.control.notifications()).toHaveLength(1);
});

test("the same refund again returns the earlier result and moves no money (OAS)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.paid("order-1");
  const first = await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 500));
  const second = await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 500));
  expect(second).toMatchObject({ status: 200, data: first.data });
  expect(shop.balance("hanako")).toBe(49_000);
});

test("one refund id for two payments is told apart by paymentId in the query (OAS)", async () => {
  const shop = openShop();
  const [one, two] = [await shop.paid("order-1"), await shop.paid("order-2")];
  await shop.call("POST", "/v2/refunds", refundRequest(one.paymentId, 100));
  await shop.call("POST", "/v2/refunds", refundRequest(two.paymentId, 200));
  const look = async (query: string) => (await shop.call("GET", `/v2/refunds/refund-1${query}`)).data.amount;
  expect(await look(`?paymentId=${one.paymentId}`)).toMatchObject({ amount: 100 });
  expect(await look(`?paymentId=${two.paymentId}`)).toMatchObject({ amount: 200 });
  expect(await look("")).toMatchObject({ amount: 200 });
});

test("a refund is CREATED first where settling takes time, and REFUNDED later (FAQ)", async () => {
  const shop = openShop({ refundSettlesAfterSeconds: 60 });
  const { paymentId } = await shop.paid("order-1");
  const { data } = await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 500));
  expect(data.status).toBe("CREATED");
  shop.control.clock.advance(60);
  expect((await shop.call("GET", "/v2/refunds/refund-1")).data.status).toBe("REFUNDED");
});

test("a refund is possible in the last second of day 365 (FAQ)", async () => {
  const shop = openShop();
  const { paymentId } = await shop.paid("order-1");
  shop.control.clock.set(new Date("2027-11-20T23:59:59+09:00"));
  expect(await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 1))).toMatchObject({ status: 200 });
});
