import { afterAll, afterEach, expect, test } from "vitest";
import { createCaller } from "../testing/caller.ts";
import { codeRequest, linkSessionRequest, openShop } from "../testing/shop.ts";
import * as kit from "./index.ts";
import * as playwrightKit from "./playwright/index.ts";

const { connectTestPayPay, createTestPayPay, startTestPayPay } = kit;

const told: unknown[] = [];
const webhooks = {
  webhookUrl: "http://shop.test/hook",
  fetch: async (_url: unknown, init?: RequestInit) => {
    told.push(JSON.parse(String(init?.body)));
    return new Response("");
  },
};
const running = await startTestPayPay({ control: true, ...webhooks });
const inProcess = createTestPayPay(webhooks);

afterEach(async () => {
  told.length = 0;
  await Promise.all([running.reset(), inProcess.reset()]);
});
afterAll(() => running.stop());

const ways = [
  ["in process", inProcess, inProcess.fetch, "http://127.0.0.1:4010"],
  ["on a port of this process", running, fetch, running.url],
  ["started by somebody else", connectTestPayPay(`${running.url}/`), fetch, running.url],
] as const;

/** A shop's server: its signed calls. */
const shopOf = (send: (request: Request) => Promise<Response>, origin: string) =>
  createCaller({ fetch: (request) => send(request), clock: Date.now, origin }).call;

test("exactly these names are public", () => {
  expect(Object.keys(kit).sort()).toEqual(["connectTestPayPay", "createTestPayPay", "startTestPayPay"]);
  expect(Object.keys(playwrightKit).sort()).toEqual([
    "decodeQr",
    "kaikeiFixtures",
    "openPhone",
    "readQr",
    "walletIn",
  ]);
});

test.each(ways)("%s: she pays the code that was shown, and the shop is told", async (_, paypay, send, at) => {
  const call = shopOf(send, at);
  const { data } = await call("POST", "/v2/codes", codeRequest("order-1"));
  const payment = await paypay.shopper("taro").pay(String(data.url));
  expect(payment).toMatchObject({ merchantPaymentId: "order-1", customerId: "taro", captured: 1500 });
  await paypay.idle();
  expect(told).toMatchObject([{ merchant_order_id: "order-1", state: "COMPLETED" }]);
});

test.each(ways)("%s: faults strike the calls that are named, once", async (_, paypay, send, at) => {
  const call = shopOf(send, at);
  await paypay.failNext("createCode");
  await expect(call("POST", "/v2/codes", codeRequest("order-1"))).rejects.toThrow();
  expect((await paypay.ledger()).codes).toEqual([]);
  await paypay.loseReply("createCode");
  await expect(call("POST", "/v2/codes", codeRequest("order-2"))).rejects.toThrow();
  expect((await paypay.ledger()).codes).toHaveLength(1);
  await paypay.failNext("lookAtCode", "MAINTENANCE_MODE");
  expect((await call("GET", "/v2/codes/payments/order-2")).code).toBe("MAINTENANCE_MODE");
  expect((await call("GET", "/v2/codes/payments/order-2")).code).toBe("SUCCESS");
  expect((await paypay.calls()).map(({ fault }) => fault)).toEqual([
    "reset_before",
    "reset_after",
    "refuse",
    null,
  ]);
});

test.each(ways)(
  "%s: a code expires, an event is lost, and heal undoes it all",
  async (_, paypay, send, at) => {
    const call = shopOf(send, at);
    await call("POST", "/v2/codes", codeRequest("order-1"));
    await paypay.expireCode();
    await expect(paypay.shopper().pay("order-1")).rejects.toThrow("expired");
    await expect(paypay.shopper().pay()).rejects.toThrow("There is no code that can be paid: expired.");
    expect((await call("GET", "/v2/codes/payments/order-1")).data.status).toBe("EXPIRED");
    expect((await call("POST", "/v2/codes", codeRequest("order-1"))).code).not.toBe("SUCCESS");

    await call("POST", "/v2/codes", codeRequest("order-2"));
    await paypay.loseWebhook();
    await paypay.shopper().pay();
    await paypay.idle();
    expect(told).toEqual([]);

    await paypay.clock.advance(3600);
    await paypay.setCustomer({ customer: "hanako", balance: 0, closed: true });
    await paypay.failNext("createCode", "rate_limit", 5);
    await paypay.heal();
    expect(Math.abs((await paypay.clock.now()).getTime() - Date.now())).toBeLessThan(5_000);
    await call("POST", "/v2/codes", codeRequest("order-3"));
    await paypay.shopper().pay("order-3");
    expect((await paypay.ledger()).payments).toHaveLength(2);
  },
);

test.each(ways)("%s: she links her account, or does not", async (_, paypay, send, at) => {
  const call = shopOf(send, at);
  const address = async () =>
    String((await call("POST", "/v1/qr/sessions", linkSessionRequest())).data.linkQRCodeURL);
  expect(await paypay.shopper().refuseLink(await address())).toContain("responseToken=");
  expect(await paypay.shopper().link(await address())).toContain("https://shop.example/linked");
  expect((await paypay.ledger()).authorizations).toMatchObject([{ customerId: "hanako", status: "ACTIVE" }]);
  await paypay.shopper().unlink();
  await expect(paypay.shopper().unlink()).rejects.toThrow("no active account link");
});

test("down and up again: the same address, and everything is forgotten", async () => {
  const paypay = await startTestPayPay();
  await shopOf(fetch, paypay.url)("POST", "/v2/codes", codeRequest("order-1"));
  await paypay.stop();
  await expect(fetch(paypay.url)).rejects.toThrow();
  await expect(paypay.ledger()).rejects.toThrow("is down");
  await paypay.start();
  expect((await paypay.ledger()).codes).toEqual([]);
  expect((await fetch(paypay.url)).status).toBe(200);
  await paypay.stop();
});

test("an emulator without control routes says what is missing", async () => {
  const paypay = await startTestPayPay();
  await expect(connectTestPayPay(paypay.url).ledger()).rejects.toThrow("--control");
  await paypay.stop();
});

test("a paid code cannot expire", async () => {
  const shop = openShop();
  await shop.paid("order-1");
  expect(() => shop.control.expire({ merchantPaymentId: "order-1" })).toThrow("cannot expire");
});
