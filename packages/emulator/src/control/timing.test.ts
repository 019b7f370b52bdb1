import { expect, test } from "vitest";
import { codeRequest, noon, openShop, refundRequest } from "../testing/shop.ts";

const createCode = { method: "POST", path: "/v2/codes" } as const;

test("late_effect: the connection is reset, and the code is there only so much later", async () => {
  let now = noon * 1000;
  const shop = openShop({ clock: () => now });
  shop.control.faults.add({ kind: "late_effect", milliseconds: 40_000, match: createCode, times: 1 });
  await expect(shop.createCode("order-1")).rejects.toThrow("reset");
  now += 39_999;
  expect((await shop.details("order-1")).code).toBe("DYNAMIC_QR_PAYMENT_NOT_FOUND");
  now += 1;
  expect((await shop.details("order-1")).data).toMatchObject({ status: "CREATED" });
});

test("late_effect: asked again meanwhile, the same request makes the code once", async () => {
  let now = noon * 1000;
  const shop = openShop({ clock: () => now });
  shop.control.faults.add({ kind: "late_effect", milliseconds: 5000, match: createCode, times: 1 });
  await expect(shop.createCode("order-1")).rejects.toThrow("reset");
  const { data } = await shop.createCode("order-1");
  now += 5000;
  await shop.control.idle();
  expect(shop.control.ledger().codes).toMatchObject([{ codeId: data.codeId }]);
});

test("webhook_first: the code is paid and the shop has heard of it before its create is answered", async () => {
  const heard: string[] = [];
  const shop = openShop({
    webhookUrl: "http://shop.test/hook",
    fetch: async () => {
      heard.push("COMPLETED");
      return new Response("OK");
    },
  });
  shop.control.faults.add({ kind: "webhook_first", customer: "hanako", match: createCode, times: 1 });
  const answered = shop.createCode("order-1").then(() => heard.push("answer"));
  await answered;
  expect(heard).toEqual(["COMPLETED", "answer"]);
  expect(shop.control.ledger().payments).toMatchObject([{ status: "COMPLETED" }]);
});

test.each([
  [-119, 200],
  [119, 200],
  [-121, 401],
  [121, 401],
  [3600, 401],
  [-3600, 401],
])("a watch that is %i s ahead: calls are answered %i, with a Date that tells", async (skew, status) => {
  const shop = openShop();
  await shop.createCode("order-1");
  shop.control.clock.skew(skew);
  const answer = await shop.details("order-1");
  expect(answer.status).toBe(status);
  expect(Date.parse(answer.headers.get("date") ?? "")).toBe((noon + skew) * 1000);
  shop.control.clock.reset();
  expect((await shop.details("order-1")).status).toBe(200);
});

test("a cancel in the panel before the payment strikes a while after it (FAQ)", async () => {
  let now = noon * 1000;
  const shop = openShop({ clock: () => now, waitingCancelSeconds: 10 });
  await shop.createCode("order-1");
  shop.control.cancel({ merchantPaymentId: "order-1" });
  expect(shop.pay("order-1")).toMatchObject({ status: "COMPLETED" });
  expect((await shop.details("order-1")).data).toMatchObject({ status: "COMPLETED" });
  now += 10_000;
  expect((await shop.details("order-1")).data).toMatchObject({ status: "FAILED", canceledAt: noon + 10 });
  expect(shop.balance("hanako")).toBe(50_000);
  expect(() => shop.control.cancel({ merchantPaymentId: "order-1" })).toThrow("ORDER_NOT_REVERSIBLE");
});

test("a refund may pass through REFUND_FAILED on its way to REFUNDED (help centre)", async () => {
  let now = noon * 1000;
  const shop = openShop({ clock: () => now, refundSettlesAfterSeconds: 60, refundFailsFirst: true });
  const { paymentId } = await shop.paid("order-1");
  const status = async () => (await shop.call("GET", "/v2/refunds/refund-1")).data.status;
  const { data } = await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 500));
  expect(data.status).toBe("CREATED");
  now += 30_000;
  expect(await status()).toBe("REFUND_FAILED");
  now += 30_000;
  expect(await status()).toBe("REFUNDED");
  expect(shop.balance("hanako")).toBe(50_000 - 1000);
});

test("the watch and the panel are reached over HTTP", async () => {
  const shop = openShop({ control: true });
  await shop.createCode("order-1");
  const post = (path: string, body: object) =>
    shop.emulator.fetch(
      new Request(`http://127.0.0.1:4010/_control${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
  expect((await post("/clock", { skew: 3600 })).status).toBe(200);
  expect((await shop.call("POST", "/v2/codes", codeRequest("order-2"))).status).toBe(401);
  expect((await post("/cancel", { merchantPaymentId: "order-1" })).status).toBe(200);
  expect((await post("/cancel", { merchantPaymentId: "order-9" })).status).toBe(409);
});
