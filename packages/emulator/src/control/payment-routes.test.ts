import { expect, test } from "vitest";
import { chargeRequest, openShop } from "../testing/shop.ts";

const base = "http://127.0.0.1:4010/_control";

async function openControl() {
  const shop = openShop({ control: true });
  const id = await shop.authorizationOf("hanako");
  const ask = (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { "content-type": "application/json" };
    return shop.emulator.fetch(new Request(base + path, { method, headers, ...init }));
  };
  return { shop, id, ask };
}

test("a request is answered over HTTP, and what cannot be is told in a sentence", async () => {
  const { shop, id, ask } = await openControl();
  await shop.call("POST", "/v1/requestOrder", chargeRequest("order-1", id));
  const answer = { merchantPaymentId: "order-1", customer: "hanako", answer: "pay" };
  expect(await (await ask("POST", "/answer-request", answer)).json()).toMatchObject({ state: "paid" });
  const again = await ask("POST", "/answer-request", answer);
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining("The request is paid")]);
  expect((await ask("POST", "/answer-request", { ...answer, answer: "maybe" })).status).toBe(400);
});

test("a merchant's funds and contract, and a customer's limits, are set over HTTP", async () => {
  const { shop, id, ask } = await openControl();
  const merchantId = shop.merchant.merchantId;
  expect(await (await ask("POST", "/merchants", { cashbackFunds: 7, chargeLimit: 1000 })).json()).toEqual({
    merchantId,
    cashbackFunds: 7,
  });
  expect((await shop.call("POST", "/v2/payments", chargeRequest("order-1", id))).code).toBe(
    "UNACCEPTABLE_OP",
  );
  await ask("POST", "/customers", { customer: "hanako", payProblem: "CC_LIMIT_EXCEEDED" });
  expect((await shop.call("POST", "/v2/payments", chargeRequest("order-1", id))).code).toBe(
    "CC_LIMIT_EXCEEDED",
  );
  expect((await ask("POST", "/merchants", { cashbackFunds: -1 })).status).toBe(400);
  expect((await ask("POST", "/merchants", { apiSecret: "x" })).status).toBe(400);
});

test("a day's file is fetched and announced over HTTP", async () => {
  const { shop, ask } = await openControl();
  await shop.paid();
  const file = await ask("GET", "/daily-file?day=2026-11-20&kind=transaction");
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect(bytes).toEqual(shop.control.dailyFile({ day: "2026-11-20", kind: "transaction" }));
  const announced = await ask("POST", "/announce-file", { day: "2026-11-20", kind: "preauth" });
  expect(await announced.json()).toMatchObject({ path: expect.stringContaining("/files/preauth_") });
  expect((await ask("GET", "/daily-file?day=yesterday&kind=transaction")).status).toBe(400);
});

test("a refusal is provoked over HTTP by its name", async () => {
  const { shop, ask } = await openControl();
  await ask("POST", "/faults", { kind: "refuse", code: "MAINTENANCE_MODE", times: 1 });
  expect(await shop.createCode("order-1")).toMatchObject({ status: 503, code: "MAINTENANCE_MODE" });
  expect((await ask("POST", "/faults", { kind: "refuse", code: "NO_SUCH_CODE" })).status).toBe(400);
});
