import { expect, test } from "vitest";
import { openListener, webhookUrl } from "../testing/listener.ts";
import { openShop } from "../testing/shop.ts";

test("a payment is told as PayPay writes it: amount as text, ISO times (OAS)", async () => {
  const { shop, received, addresses } = openListener();
  await shop.createCode("order-1", { storeId: "store-1", terminalId: "till-2" });
  const { paymentId } = shop.pay("order-1");
  await shop.control.idle();
  expect(received).toEqual([
    {
      notification_type: "Transaction",
      merchant_id: shop.merchant.merchantId,
      store_id: "store-1",
      pos_id: "till-2",
      order_id: paymentId,
      merchant_order_id: "order-1",
      authorized_at: null,
      expires_at: null,
      paid_at: "2026-11-20T03:00:00Z",
      order_amount: "1500",
      state: "COMPLETED",
    },
  ]);
  expect([...addresses]).toEqual([webhookUrl]);
});

test("the effect does not wait for the shop to answer", async () => {
  const { shop } = openListener(() => new Promise(() => undefined));
  await shop.paid("order-1");
  expect((await shop.details("order-1")).data.status).toBe("COMPLETED");
});

test("an event that is not answered 200 is sent four times in all, 100 ms apart, and then lost (FAQ)", async () => {
  const { shop, received, time, attempts } = openListener(() => new Response(null, { status: 503 }));
  await shop.paid("order-1");
  for (let retry = 1; retry <= 3; retry += 1) await time.pass(100);
  await shop.control.idle();
  expect(received).toHaveLength(4);
  expect(attempts()).toEqual([[[503, 503, 503, 503]]]);
  expect(time.asked).toEqual([2000, 100, 2000, 100, 2000, 100, 2000]);
});

test("a shop that does not answer within two seconds is given up and asked again (FAQ)", async () => {
  let hangs = true;
  const { shop, time, attempts } = openListener((_, signal) => {
    if (!hangs) return new Response("OK");
    hangs = false;
    return new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  });
  await shop.paid("order-1");
  await time.pass(2000);
  await time.pass(100);
  await shop.control.idle();
  expect(attempts()).toEqual([[["timeout", 200]]]);
});

test("an address that nobody listens on is unreachable, four times", async () => {
  const { shop, time, attempts } = openListener(() => Promise.reject(new TypeError("fetch failed")));
  await shop.paid("order-1");
  for (let retry = 1; retry <= 3; retry += 1) await time.pass(100);
  await shop.control.idle();
  expect(attempts()).toEqual([[Array(4).fill("unreachable")]]);
});

test("without an address nothing is sent, and the event is still listed", async () => {
  const shop = openShop();
  await shop.paid("order-1");
  await shop.control.idle();
  expect(shop.control.notifications()).toMatchObject([{ body: { state: "COMPLETED" }, sent: [] }]);
});

const orders = (received: readonly Record<string, unknown>[]) =>
  received.map(({ merchant_order_id: order }) => order);

test("drop loses one event, and the next one arrives", async () => {
  const { shop, received } = openListener();
  shop.control.webhookFaults.add({ kind: "drop", times: 1 });
  await shop.paid("order-1");
  await shop.paid("order-2");
  await shop.control.idle();
  expect(orders(received)).toEqual(["order-2"]);
});

test("repeat sends one event as often as asked", async () => {
  const { shop, received } = openListener();
  shop.control.webhookFaults.add({ kind: "repeat", copies: 3, times: 1 });
  await shop.paid("order-1");
  await shop.control.idle();
  expect(orders(received)).toEqual(["order-1", "order-1", "order-1"]);
});

test("reorder holds one event back until the next one was sent", async () => {
  const { shop, received } = openListener();
  shop.control.webhookFaults.add({ kind: "reorder", times: 1 });
  await shop.paid("order-1");
  await shop.paid("order-2");
  await shop.control.idle();
  expect(orders(received)).toEqual(["order-2", "order-1"]);
});

test("delay sends one event later", async () => {
  const { shop, received, time } = openListener();
  shop.control.webhookFaults.add({ kind: "delay", milliseconds: 5000, times: 1 });
  await shop.paid("order-1");
  await shop.paid("order-2");
  await time.pass(5000);
  await shop.control.idle();
  expect(orders(received)).toEqual(["order-2", "order-1"]);
});

test("a fault for one state leaves the others alone", async () => {
  const { shop, received } = openListener();
  shop.control.webhookFaults.add({ kind: "drop", state: "AUTHORIZED" });
  await shop.held("order-1");
  await shop.paid("order-2");
  await shop.control.idle();
  expect(orders(received)).toEqual(["order-2"]);
});
