import { expect, test } from "vitest";
import { noon, openShop } from "../testing/shop.ts";

const base = "http://127.0.0.1:4010/_control";

function openControl(options: { control: boolean } = { control: true }) {
  const shop = openShop(options);
  const ask = async (method: string, path: string, body?: unknown, type = "application/json") => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { "content-type": type };
    const response = await shop.emulator.fetch(new Request(base + path, { method, headers, ...init }));
    return { status: response.status, text: await response.clone().text(), response };
  };
  const json = async (method: string, path: string, body?: unknown): Promise<unknown> =>
    (await ask(method, path, body)).response.json();
  return { shop, ask, json };
}

test.each([
  ["GET", "/ledger"],
  ["GET", "/calls"],
  ["GET", "/clock"],
  ["POST", "/pay"],
  ["POST", "/faults"],
  ["POST", "/reset"],
])("%s /_control%s answers 404 unless control is switched on", async (method, path) => {
  const { ask } = openControl({ control: false });
  expect((await ask(method, path, method === "POST" ? {} : undefined)).status).toBe(404);
  expect((await openControl().ask(method, path, method === "POST" ? {} : undefined)).status).not.toBe(404);
});

test("the clock moves by seconds and to an instant, and back", async () => {
  const { json } = openControl();
  expect(await json("POST", "/clock", { advance: 90 })).toEqual({ now: "2026-11-20T03:01:30.000Z" });
  expect(await json("POST", "/clock", { set: "2027-01-01T00:00:00+09:00" })).toEqual({
    now: "2026-12-31T15:00:00.000Z",
  });
  expect(await json("DELETE", "/clock")).toEqual({ now: new Date(noon * 1000).toISOString() });
});

test("a named customer pays, and the ledger shows it", async () => {
  const { shop, json } = openControl();
  const { data } = await shop.createCode("order-1");
  expect(await json("POST", "/decline", { customer: "taro", codeId: data.codeId })).toEqual({
    declined: true,
  });
  const paid = await json("POST", "/pay", { customer: "taro", url: data.deeplink });
  expect(paid).toMatchObject({ status: "COMPLETED", merchantPaymentId: "order-1", customerId: "taro" });
  expect(await json("GET", "/ledger")).toMatchObject({
    codes: [{ state: "paid", declinedBy: ["taro"] }],
    payments: [{ status: "COMPLETED", amount: 1500, captured: 1500, refunded: 0 }],
    customers: [{ id: "hanako" }, { id: "taro", balance: 1500 }, { id: "yuki" }],
  });
});

test("what cannot be is told in a sentence", async () => {
  const { ask } = openControl();
  const nobody = await ask("POST", "/pay", { customer: "taro", merchantPaymentId: "x" });
  expect([nobody.status, nobody.text]).toEqual([409, expect.stringContaining("No code is known")]);
  const stranger = await ask("POST", "/customers", { customer: "stranger", balance: 1 });
  expect([stranger.status, stranger.text]).toEqual([409, expect.stringContaining("hanako, taro, yuki")]);
});

test.each([
  ["/clock", { advance: "soon" }],
  ["/clock", {}],
  ["/faults", { kind: "earthquake" }],
  ["/faults", { kind: "delay" }],
  ["/webhook-faults", { kind: "repeat", copies: 0 }],
  ["/customers", { customer: "taro", balance: -1 }],
  ["/pay", { merchantPaymentId: "order-1" }],
  ["/pay", { customer: "taro", order: "order-1" }],
])("POST /_control%s with %o is refused", async (path, body) => {
  expect((await openControl().ask("POST", path, body)).status).toBe(400);
});

test("a form or plain text, which any web page can post, is refused", async () => {
  const { ask } = openControl();
  expect((await ask("POST", "/clock", { advance: 1 }, "text/plain")).status).toBe(415);
});

test("calls are listed without keys and signatures", async () => {
  const { shop, json, ask } = openControl();
  await shop.createCode("order-1");
  await shop.details("order-1");
  expect(await json("GET", "/calls")).toEqual({
    calls: [
      {
        number: 1,
        at: noon * 1000,
        method: "POST",
        path: "/v2/codes",
        query: "",
        merchantPaymentId: "order-1",
        authorized: true,
        status: 201,
        code: "SUCCESS",
        fault: null,
      },
      expect.objectContaining({
        path: "/v2/codes/payments/order-1",
        merchantPaymentId: "order-1",
        status: 200,
      }),
    ],
  });
  const everything = [await ask("GET", "/calls"), await ask("GET", "/ledger")].map(({ text }) => text).join();
  expect(everything).not.toContain(shop.merchant.apiSecret);
  expect(everything).not.toContain(shop.merchant.apiKey);
});

test("faults and webhook faults are added, listed and removed", async () => {
  const { json } = openControl();
  const fault = { kind: "hang", match: { path: "/v2" }, after: false };
  expect(await json("POST", "/faults", { kind: "hang", match: { path: "/v2" } })).toEqual({
    faults: [fault],
  });
  expect(await json("DELETE", "/faults")).toEqual({ faults: [] });
  expect(await json("POST", "/webhook-faults", { kind: "drop" })).toEqual({ faults: [{ kind: "drop" }] });
  expect(await json("GET", "/webhook-faults")).toEqual({ faults: [{ kind: "drop" }] });
});

test("reset makes everything new, and idle answers when nothing is on its way", async () => {
  const { shop, json } = openControl();
  await shop.paid("order-1");
  await json("POST", "/clock", { advance: 90 });
  expect(await json("POST", "/idle", {})).toEqual({ idle: true });
  expect(await json("POST", "/reset", {})).toEqual({ reset: true });
  expect(await json("GET", "/ledger")).toMatchObject({ now: noon, codes: [], payments: [] });
  expect(await json("GET", "/calls")).toEqual({ calls: [] });
  expect(shop.balance("hanako")).toBe(50_000);
});

test("an approval can be given over HTTP", async () => {
  const { shop, json } = openControl();
  const { paymentId } = await shop.held("order-1");
  const body = {
    merchantPaymentId: "order-1",
    merchantCaptureId: "c",
    amount: { amount: 1600, currency: "JPY" },
  };
  await shop.call("POST", "/v2/payments/capture", { ...body, requestedAt: noon, orderDescription: "" });
  expect(await json("POST", "/approve", { paymentId })).toMatchObject({
    status: "COMPLETED",
    captured: 1600,
  });
});

test("the ledger shows what time alone has brought, without any call before", async () => {
  let now = noon * 1000;
  const shop = openShop({ clock: () => now, holdSeconds: 60 });
  const { control } = shop;
  await shop.held("order-1");
  now += 60_000;
  expect(control.ledger()).toMatchObject({ payments: [{ status: "EXPIRED", taken: 0 }] });
});
