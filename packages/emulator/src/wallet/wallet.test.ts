import { describe, expect, test } from "vitest";
import { openBrowser, origin, stateOf } from "../testing/browser.ts";
import { captureRequest, jpy, noon, openShop, refundRequest } from "../testing/shop.ts";

async function openCode(fields: object = {}, language?: string) {
  const shop = openShop();
  const { data } = await shop.createCode("order-1", fields);
  return {
    shop,
    path: `/pay/${data.codeId}`,
    browser: openBrowser(shop, language === undefined ? {} : { language }),
  };
}

describe("the start page", () => {
  test("shows whose wallet it is, and remembers another choice", async () => {
    const browser = openBrowser(openShop());
    expect((await browser.get("/")).html).toContain('data-slot="balance">¥50,000');
    const { html } = await browser.post("/wallet/customer", { customer: "taro", back: "/" });
    expect(html).toContain('data-slot="balance">¥3,000');
    expect(html).toContain('value="taro" aria-pressed="true"');
  });

  test("lists open codes and the customer's own payments, and no one else's", async () => {
    const { shop, path, browser } = await openCode({ orderDescription: "Shortcake" });
    expect((await browser.get("/")).html).toContain(`href="${path}"`);
    shop.pay("order-1", "taro");
    expect((await browser.get("/")).html).not.toContain('data-status="COMPLETED"');
    await browser.post("/wallet/customer", { customer: "taro" });
    const { html } = await browser.get("/");
    expect(html).toContain('data-status="COMPLETED"');
    expect(html).not.toContain(`href="${path}"`);
  });

  test.each(["url", "deeplink"])("opens a code by its pasted %s", async (kind) => {
    const { shop, browser } = await openCode();
    const { data } = await shop.createCode("order-2", { amount: jpy(42) });
    const { html } = await browser.post("/wallet/open", { code: ` ${data[kind]} ` });
    expect(html).toContain('data-slot="amount">¥42');
  });

  test("says so when a pasted text is no code", async () => {
    const { html } = await openBrowser(openShop()).post("/wallet/open", {
      code: "https://elsewhere.example",
    });
    expect(html).toMatch(/role="alert"[^>]*>No such code was found/);
  });

  test("tops up the wallet that is open", async () => {
    const shop = openShop();
    const { html } = await openBrowser(shop).post("/wallet/top-up", { amount: "10000", back: "/" });
    expect(html).toContain('data-slot="balance">¥60,000');
    await openBrowser(shop).post("/wallet/top-up", { amount: "-10000", back: "/" });
    expect(shop.balance("hanako")).toBe(60_000);
  });

  test("shows an approval and lets the customer give it", async () => {
    const shop = openShop();
    const { paymentId } = await shop.held("order-1");
    await shop.call("POST", "/v2/payments/capture", captureRequest("order-1", 2000));
    const browser = openBrowser(shop);
    expect((await browser.get("/")).html).toContain(`href="/approve/${paymentId}"`);
    expect((await browser.get(`/approve/${paymentId}`)).html).toContain("Approve ¥2,000");
    const { html } = await browser.post(`/approve/${paymentId}`);
    expect(stateOf(html)).toEqual(["approve", "approved"]);
    expect((await shop.details("order-1")).data.status).toBe("COMPLETED");
  });
});

describe("a code's page", () => {
  test("shows amount, merchant, order and items, and pays", async () => {
    const { shop, path, browser } = await openCode({
      orderDescription: "Order 1042",
      orderItems: [{ name: "Shortcake", quantity: 2, unitPrice: jpy(750) }],
      redirectUrl: "https://shop.example/orders/1042?a=1&b=2",
    });
    const before = await browser.get(path);
    expect(stateOf(before.html)).toEqual(["pay", "open"]);
    for (const shown of [
      "Mune&#39;s Cake Shop",
      "¥1,500",
      "Order 1042",
      "Shortcake",
      "until 12:05:00",
      "¥48,500",
    ]) {
      expect(before.html).toContain(shown);
    }
    const after = await browser.post(`${path}/pay`);
    expect(stateOf(after.html)).toEqual(["pay", "paid"]);
    expect(after.html).toContain('href="https://shop.example/orders/1042?a=1&amp;b=2">Back to the shop');
    expect((await shop.details("order-1")).data.status).toBe("COMPLETED");
  });

  test("decline says so and changes nothing for the shop: the code can still be paid", async () => {
    const { shop, path, browser } = await openCode();
    expect(stateOf((await browser.post(`${path}/decline`)).html)).toEqual(["pay", "declined"]);
    expect((await shop.details("order-1")).data.status).toBe("CREATED");
    expect(shop.control.ledger().codes).toMatchObject([{ state: "open", declinedBy: ["hanako"] }]);
    expect(stateOf((await browser.post(`${path}/pay`)).html)).toEqual(["pay", "paid"]);
  });

  test("with too little money offers a top-up that is enough, and then pays", async () => {
    const { path, browser } = await openCode();
    await browser.post("/wallet/customer", { customer: "yuki" });
    const { html } = await browser.get(path);
    expect(stateOf(html)).toEqual(["pay", "short"]);
    expect(html).toContain("You are ¥1,500 short.");
    expect(html).not.toContain(`action="${path}/pay"`);
    const toppedUp = await browser.post("/wallet/top-up", { amount: "2000", back: path });
    expect(stateOf(toppedUp.html)).toEqual(["pay", "open"]);
    expect(stateOf((await browser.post(`${path}/pay`)).html)).toEqual(["pay", "paid"]);
  });

  test("pressing Pay twice takes the money once", async () => {
    const { shop, path, browser } = await openCode();
    await Promise.all([browser.post(`${path}/pay`), browser.post(`${path}/pay`)]);
    expect(shop.balance("hanako")).toBe(48_500);
  });

  test("a hold is announced, and called held when it is paid", async () => {
    const { path, browser } = await openCode({ isAuthorization: true });
    expect((await browser.get(path)).html).toContain('data-slot="hold"');
    expect((await browser.post(`${path}/pay`)).html).toContain("Amount held");
  });

  test("tells a payment that the shop cancelled", async () => {
    const { shop, path, browser } = await openCode();
    await shop.call("DELETE", "/v2/payments/order-1");
    expect(stateOf((await browser.post(`${path}/pay`)).html)).toEqual(["pay", "undone"]);
  });

  test("an expired code cannot be paid, not even by a page that was open", async () => {
    const { shop, path, browser } = await openCode();
    shop.control.clock.advance(300);
    expect(stateOf((await browser.post(`${path}/pay`)).html)).toEqual(["pay", "expired"]);
    expect(shop.balance("hanako")).toBe(50_000);
  });

  test("a withdrawn and an unknown code have a page of their own", async () => {
    const { shop, path, browser } = await openCode();
    await shop.call("DELETE", `/v2/codes/${path.slice("/pay/".length)}`);
    expect(stateOf((await browser.get(path)).html)).toEqual(["pay", "deleted"]);
    const unknown = await browser.get("/pay/04-unknown");
    expect([unknown.status, stateOf(unknown.html)?.[0]]).toEqual([404, "not-found"]);
  });

  test("a refunded payment still reads as paid", async () => {
    const { shop, path, browser } = await openCode();
    const { paymentId } = shop.pay("order-1");
    await shop.call("POST", "/v2/refunds", refundRequest(paymentId, 100, { requestedAt: noon }));
    expect(stateOf((await browser.get(path)).html)).toEqual(["pay", "paid"]);
  });
});

describe("safety of the pages", () => {
  test("what a shop wrote is text, never markup", async () => {
    const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const { path, browser } = await openCode({
      orderDescription: attack,
      orderItems: [{ name: attack, quantity: 1, unitPrice: jpy(1) }],
      redirectUrl: 'https://shop.example/"><script>alert(1)</script>',
    });
    for (const page of ["/", path]) expect((await browser.get(page)).html).not.toMatch(/<script|<img/);
    expect((await browser.post(`${path}/pay`)).html).not.toMatch(/<script|<img/);
  });

  test("a form of another site is refused", async () => {
    const { shop, path, browser } = await openCode();
    expect((await browser.post(`${path}/pay`, {}, "https://evil.example")).status).toBe(403);
    expect((await shop.details("order-1")).data.status).toBe("CREATED");
  });

  test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
    "a form's way back never leaves the wallet: %s",
    async (back) => {
      const { emulator } = openShop();
      const body = new URLSearchParams({ customer: "taro", back });
      const request = new Request(`${origin}/wallet/customer`, { method: "POST", body, headers: { origin } });
      expect((await emulator.fetch(request)).headers.get("location")).toMatch(/^\/(?![/\\])/);
    },
  );

  test("no script may run and no other site may frame a page", async () => {
    const { emulator } = openShop();
    const { headers } = await emulator.fetch(new Request(origin));
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });
});

describe("the language", () => {
  test.each([
    ["en-US,en;q=0.9", "en"],
    ["ja", "ja"],
    ["fr-FR,fr;q=0.9,en;q=0.5", "en"],
    ["en;q=0.5,ja;q=0.9", "ja"],
    ["de", "ja"],
    ["", "ja"],
  ])("a browser that asks for %o gets %s", async (header, language) => {
    expect((await openBrowser(openShop(), { language: header }).get("/")).html).toContain(
      `<html lang="${language}">`,
    );
  });

  test("?lang= chooses it, for the pages that follow too", async () => {
    const { path, browser } = await openCode({}, "ja");
    expect((await browser.get(`${path}?lang=en`)).html).toContain("Pay ¥1,500");
    expect((await browser.get(path)).html).toContain("Pay ¥1,500");
    expect((await browser.get(`${path}?lang=ja`)).html).toContain("¥1,500を支払う");
  });
});
