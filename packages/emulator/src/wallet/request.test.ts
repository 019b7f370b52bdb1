import { describe, expect, test } from "vitest";
import { openBrowser, stateOf } from "../testing/browser.ts";
import { chargeRequest, jpy, noon, openShop } from "../testing/shop.ts";

async function openRequest({ language = "en", fields = {} }: { language?: string; fields?: object } = {}) {
  const shop = openShop();
  const id = await shop.authorizationOf("hanako");
  await shop.call("POST", "/v1/requestOrder", chargeRequest("order-1", id, fields));
  const [request] = shop.control.ledger().requests;
  return { shop, path: `/request/${request?.requestId}`, browser: openBrowser(shop, { language }) };
}

describe("the wallet's start page", () => {
  test("shows what a shop asks for, with both answers, to the customer who is asked and to nobody else", async () => {
    const { path, browser } = await openRequest({ fields: { orderDescription: "November's cakes" } });
    const { html } = await browser.get("/");
    for (const shown of [
      'data-slot="requests"',
      "November&#39;s cakes",
      "until Nov 20, 18:00",
      `action="${path}/pay"><button class="button">Pay ¥1,500`,
      `action="${path}/decline"`,
    ]) {
      expect(html).toContain(shown);
    }
    const other = await browser.post("/wallet/customer", { customer: "taro", back: "/" });
    expect(other.html).not.toContain('data-slot="requests"');
  });

  test("offers no payment that cannot be, but the page that says why", async () => {
    const { shop, path, browser } = await openRequest();
    shop.control.setCustomer({ customer: "hanako", balance: 1499 });
    const { html } = await browser.get("/");
    expect(html).not.toContain(`${path}/pay`);
    expect(html).toContain(`<a class="button" href="${path}">Details`);
  });

  test("shows what shops gave and took back among what was paid", async () => {
    const { shop, browser } = await openRequest();
    const userAuthorizationId = await shop.authorizationOf("hanako");
    const gift = { merchantCashbackId: "gift-1", userAuthorizationId, amount: jpy(300), requestedAt: noon };
    await shop.call("POST", "/v2/cashback", gift);
    const back = { merchantCashbackReversalId: "back-1", merchantCashbackId: "gift-1", amount: jpy(100) };
    await shop.call("POST", "/v2/cashback_reversal", { ...back, requestedAt: noon });
    const { html } = await browser.get("/");
    for (const shown of ["+¥300", "Given to you", "−¥100", "Taken back"]) expect(html).toContain(shown);
  });
});

describe("a request's page", () => {
  test("shows shop, amount, items and the wallet, and pays from it", async () => {
    const { shop, path, browser } = await openRequest();
    const { html } = await browser.get(path);
    expect(stateOf(html)).toEqual(["request", "open"]);
    for (const shown of ["Mune&#39;s Cake Shop asks you to pay", "¥1,500", "Cake", "¥48,500", "18:00"]) {
      expect(html).toContain(shown);
    }
    expect(stateOf((await browser.post(`${path}/pay`)).html)).toEqual(["request", "paid"]);
    expect(shop.balance("hanako")).toBe(48_500);
    expect((await browser.get("/")).html).not.toContain('data-slot="requests"');
  });

  test("in Japanese, too", async () => {
    const { path, browser } = await openRequest({ language: "ja" });
    const { html } = await browser.get(path);
    for (const shown of ["から支払いのリクエストが届いています", "¥1,500を支払う", "断る"]) {
      expect(html).toContain(shown);
    }
  });

  test("declined, says so and moves nothing", async () => {
    const { shop, path, browser } = await openRequest();
    expect(stateOf((await browser.post(`${path}/decline`)).html)).toEqual(["request", "declined"]);
    expect(shop.control.ledger().requests).toMatchObject([{ state: "declined" }]);
    expect(stateOf((await browser.post(`${path}/pay`)).html)).toEqual(["request", "declined"]);
    expect(shop.balance("hanako")).toBe(50_000);
  });

  test("with too little money offers a top-up of the wallet that is asked, whoever looked before", async () => {
    const { shop, path, browser } = await openRequest({ fields: { amount: jpy(51_000) } });
    await browser.post("/wallet/customer", { customer: "taro", back: "/" });
    const { html } = await browser.get(path);
    expect(stateOf(html)).toEqual(["request", "short"]);
    expect(html).toContain("You are ¥1,000 short.");
    const toppedUp = await browser.post("/wallet/top-up", { amount: "1000", back: path });
    expect(stateOf(toppedUp.html)).toEqual(["request", "open"]);
    expect([shop.balance("hanako"), shop.balance("taro")]).toEqual([51_000, 3_000]);
  });

  test("pressing Pay twice takes the money once", async () => {
    const { shop, path, browser } = await openRequest();
    await Promise.all([browser.post(`${path}/pay`), browser.post(`${path}/pay`)]);
    expect(shop.balance("hanako")).toBe(48_500);
  });

  test("expired, withdrawn or unknown, has a page that says so", async () => {
    const { shop, path, browser } = await openRequest();
    await shop.call("DELETE", "/v1/requestOrder/order-1");
    expect(stateOf((await browser.get(path)).html)).toEqual(["request", "withdrawn"]);
    const late = await openRequest();
    late.shop.control.clock.advance(6 * 3600);
    expect(stateOf((await late.browser.get(late.path)).html)).toEqual(["request", "expired"]);
    expect((await browser.get("/request/unknown")).status).toBe(404);
  });

  test("a closed wallet cannot pay it", async () => {
    const { shop, path, browser } = await openRequest();
    shop.control.setCustomer({ customer: "hanako", closed: true });
    expect((await browser.get(path)).html).toContain("This wallet is closed and cannot pay.");
  });

  test("an answer of another site is refused, and what a shop wrote is text", async () => {
    const attack = `"><script>alert(1)</script>`;
    const { shop, path, browser } = await openRequest({ fields: { orderDescription: attack } });
    expect((await browser.post(`${path}/pay`, {}, "https://evil.example")).status).toBe(403);
    for (const page of ["/", path]) expect((await browser.get(page)).html).not.toContain("<script");
    expect(shop.balance("hanako")).toBe(50_000);
  });
});
