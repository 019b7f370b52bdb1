import { describe, expect, test } from "vitest";
import { createEmulator } from "../emulator.ts";
import { trialMerchant } from "../options.ts";
import { createCaller } from "../testing/caller.ts";
import { noon, openShop } from "../testing/shop.ts";

const unauthorized = { status: 401, code: "UNAUTHORIZED", codeId: "08100016" };
const path = "/v2/payments/nothing";
const notFound = { status: 404, code: "RESOURCE_NOT_FOUND" };

describe("who may call (PayPay documentation, API authentication)", () => {
  test.each([
    ["application/json", "Node SDK"],
    ["application/json;charset=UTF-8", "Python and Java SDK"],
    ["application/json;charset=UTF-8;", "PHP SDK"],
  ])("a body with the Content-Type %s of the %s is accepted", async (contentType) => {
    const clock = () => noon * 1000;
    const { fetch } = createEmulator({ clock });
    const { call } = createCaller({ fetch, clock, contentType });
    const body = {
      merchantPaymentId: "order-1",
      amount: { amount: 1, currency: "JPY" },
      codeType: "ORDER_QR",
    };
    expect(await call("POST", "/v2/codes", body)).toMatchObject({ status: 201, code: "SUCCESS" });
  });

  test("a DELETE with the two bytes {} is accepted, as the Python SDK sends it", async () => {
    const { call, createCode } = openShop();
    const { data } = await createCode("order-1");
    expect(await call("DELETE", `/v2/codes/${data.codeId}`, "{}")).toMatchObject({ status: 200 });
  });

  test.each([
    [-121, unauthorized],
    [-120, unauthorized],
    [-119, notFound],
    [119, notFound],
    [120, unauthorized],
    [121, unauthorized],
  ])("a watch that is %i s off gives the answer of the two-minute rule", async (off, expected) => {
    const { fetch } = createEmulator({ clock: () => noon * 1000 });
    const { call } = createCaller({ fetch, clock: () => (noon + off) * 1000 });
    expect(await call("GET", path)).toMatchObject(expected);
  });

  test("a caller keeps her access when the emulator's clock is moved by days", async () => {
    const { call, control } = openShop();
    control.clock.advance(3 * 86_400);
    expect(await call("GET", path)).toMatchObject(notFound);
  });

  test("a refusal tells the emulator's own time, so that a caller can correct her watch", async () => {
    const { fetch } = createEmulator({ clock: () => noon * 1000 });
    const response = await fetch(new Request(`http://127.0.0.1:4010${path}`));
    expect(response.status).toBe(401);
    expect(response.headers.get("date")).toBe(new Date(noon * 1000).toUTCString());
  });

  test.each([
    ["a wrong secret", { apiSecret: "d3Jvbmc=" }],
    ["an unknown key", { apiKey: "a_stranger" }],
    ["a merchant id that is not the key's", { merchantId: "999" }],
  ])("%s answers 401 UNAUTHORIZED", async (_, change) => {
    const { emulator } = openShop();
    const merchant = { ...trialMerchant, ...change };
    const { call } = createCaller({ fetch: emulator.fetch, clock: () => noon * 1000, merchant });
    expect(await call("GET", path)).toMatchObject(unauthorized);
  });

  test("a body changed on the way answers 401, even if it means the same JSON", async () => {
    const { emulator, request } = openShop();
    const original = request("POST", "/v2/codes", '{"a":1}');
    const changed = new Request(original.url, {
      method: "POST",
      headers: original.headers,
      body: '{"a": 1}',
    });
    expect((await emulator.fetch(changed)).status).toBe(401);
  });

  test("every answer, also a refusal, carries the envelope and a request id", async () => {
    const { emulator } = openShop();
    const response = await emulator.fetch(new Request("http://127.0.0.1:4010/v2/codes", { method: "POST" }));
    expect(response.headers.get("x-request-id")).toMatch(/^OPA[0-9A-F]{32}$/);
    expect(await response.json()).toEqual({
      resultInfo: { code: "UNAUTHORIZED", message: "Unauthorized request", codeId: "08100016" },
      data: null,
    });
  });
});

describe("for whom a call is (PayPay's OpenAPI file, X-ASSUME-MERCHANT)", () => {
  const second = { ...trialMerchant, merchantId: "100000000000000002" };
  const open = () => openShop({ merchants: [trialMerchant, second] });

  test("one merchant does not see another's payments", async () => {
    const shop = open();
    await shop.paid("order-1");
    const other = await shop.call("GET", "/v2/payments/order-1", "", {
      "x-assume-merchant": second.merchantId,
    });
    expect(other).toMatchObject(notFound);
  });

  test("the query wins over the header", async () => {
    const shop = open();
    await shop.paid("order-1");
    const target = `/v2/payments/order-1?assumeMerchant=${trialMerchant.merchantId}`;
    const answer = await shop.call("GET", target, "", { "x-assume-merchant": second.merchantId });
    expect(answer).toMatchObject({ status: 200 });
    expect(await shop.call("GET", "/v2/payments/order-1?assumeMerchant=9")).toMatchObject(unauthorized);
  });

  test("an empty header assumes nobody, as the Python SDK sends it", async () => {
    const answer = await open().call("GET", path, "", { "x-assume-merchant": "" });
    expect(answer).toMatchObject(notFound);
  });

  test("while keys are rotated, each of a merchant's pairs may sign, and one that was taken away may not", async () => {
    const { fetch, control } = createEmulator({ clock: () => noon * 1000 });
    const { merchantId: _merchantId, name: _name, ...old } = trialMerchant;
    const next = { apiKey: "a_next", apiSecret: "bmV4dC1zZWNyZXQ=" };
    const answerTo = (pair: typeof next) =>
      createCaller({ fetch, clock: () => noon * 1000, merchant: { ...trialMerchant, ...pair } }).call(
        "GET",
        path,
      );
    expect(await answerTo(next)).toMatchObject(unauthorized);
    control.setKeys({ keys: [old, next] });
    expect([await answerTo(old), await answerTo(next)]).toMatchObject([notFound, notFound]);
    control.setKeys({ keys: [next] });
    expect([await answerTo(old), await answerTo(next)]).toMatchObject([unauthorized, notFound]);
    control.reset();
    expect([await answerTo(old), await answerTo(next)]).toMatchObject([notFound, unauthorized]);
  });
});
