import { describe, expect, test } from "vitest";
import { trialMerchant } from "../options.ts";
import { openBrowser, stateOf } from "../testing/browser.ts";
import { createCaller } from "../testing/caller.ts";
import { claimsIn, linkSessionRequest, noon, openShop, otherMerchant } from "../testing/shop.ts";

async function openQuestion(fields: object = {}, options: Parameters<typeof openShop>[0] = {}) {
  const shop = openShop(options);
  const url = String((await shop.openSession(fields)).data.linkQRCodeURL);
  return { shop, url, path: new URL(url).pathname };
}

describe("the consent page on a phone", () => {
  test("names the shop, what it may do, and whose wallet is linked", async () => {
    const { shop, path } = await openQuestion({ scopes: ["direct_debit", "user_profile"] });
    const { html } = await openBrowser(shop).get(path);
    expect(stateOf(html)).toEqual(["link", "open"]);
    for (const shown of [
      "Link your wallet to Mune&#39;s Cake Shop",
      "Take a payment when you order",
      "See the last four digits of your phone number",
      "Hanako",
      "until 12:10:00",
    ]) {
      expect(html).toContain(shown);
    }
    expect(html).toMatch(/data-slot="phone">\*{7}\d{4}</);
  });

  test("in Japanese, too", async () => {
    const { shop, path } = await openQuestion();
    const { html } = await openBrowser(shop, { language: "ja" }).get(path);
    for (const shown of ["ご注文のときに支払いを受け取る", "許可して連携する", "花子"]) {
      expect(html).toContain(shown);
    }
  });

  test("accepted, sends the browser to the shop with the token, and the link is there", async () => {
    const { shop, path } = await openQuestion();
    const { status, leftTo } = await openBrowser(shop).post(`${path}/accept`);
    expect(status).toBe(303);
    expect(leftTo).toMatch(/^https:\/\/shop\.example\/linked\?step=2&apiKey=.+&responseToken=.+/);
    expect(claimsIn(leftTo ?? "").result).toBe("succeeded");
    expect(shop.control.authorizations()).toMatchObject([{ customerId: "hanako", status: "ACTIVE" }]);
  });

  test("declined, sends the browser to the shop, and nothing is linked", async () => {
    const { shop, path } = await openQuestion();
    const { leftTo } = await openBrowser(shop).post(`${path}/decline`);
    expect(claimsIn(leftTo ?? "").result).toBe("declined");
    expect(shop.control.authorizations()).toEqual([]);
  });

  test("links the wallet of whoever is chosen", async () => {
    const { shop, path } = await openQuestion();
    const browser = openBrowser(shop);
    const { html } = await browser.post("/wallet/customer", { customer: "taro", back: path });
    expect(html).toContain('data-slot="customer">Taro');
    await browser.post(`${path}/accept`);
    expect(shop.control.authorizations()).toMatchObject([{ customerId: "taro" }]);
  });

  test("left alone, can be answered for ten minutes and says then that it took too long", async () => {
    const { shop, path } = await openQuestion();
    const browser = openBrowser(shop);
    shop.control.clock.advance(599);
    expect(stateOf((await browser.get(path)).html)).toEqual(["link", "open"]);
    shop.control.clock.advance(1);
    expect(stateOf((await browser.get(path)).html)).toEqual(["link", "expired"]);
    expect(stateOf((await browser.post(`${path}/accept`)).html)).toEqual(["link", "expired"]);
    expect(shop.control.authorizations()).toEqual([]);
  });

  test("answered, is not answered again, and shows the token to nobody", async () => {
    const { shop, path } = await openQuestion();
    const browser = openBrowser(shop);
    await browser.post(`${path}/accept`);
    const again = await browser.post(`${path}/decline`);
    expect(stateOf(again.html)).toEqual(["link", "linked"]);
    expect(again.html).not.toContain("responseToken");
    expect(shop.control.authorizations()).toHaveLength(1);
  });

  test("a closed wallet cannot be linked", async () => {
    const { shop, path } = await openQuestion();
    shop.control.setCustomer({ customer: "hanako", closed: true });
    const browser = openBrowser(shop);
    expect((await browser.get(path)).html).not.toContain(`action="${path}/accept"`);
    expect((await browser.post(`${path}/accept`)).leftTo).toBeNull();
    expect(shop.control.authorizations()).toEqual([]);
  });

  test("an unknown one has a page of its own", async () => {
    const { status, html } = await openBrowser(openShop()).get("/link/unknown");
    expect([status, stateOf(html)?.[0]]).toEqual([404, "not-found"]);
  });
});

describe("the page on a desk", () => {
  test("shows a code for the phone, follows it, and says that the phone goes on", async () => {
    const { shop, path } = await openQuestion();
    const desk = openBrowser(shop, { onPhone: false });
    const before = await desk.get(path);
    expect(stateOf(before.html)).toEqual(["link", "scan"]);
    expect(before.html).toContain('data-slot="qr"');
    expect(before.html).not.toContain("/accept");
    expect((await desk.get(`${path}/state`)).html).toBe('{"state":"open"}');
    await openBrowser(shop).post(`${path}/accept`);
    expect((await desk.get(`${path}/state`)).html).toBe('{"state":"answered"}');
    const after = await desk.get(path);
    expect(stateOf(after.html)).toEqual(["link", "linked"]);
    expect(after.html).toContain("Your phone has returned to the shop.");
    expect(after.html).not.toContain("responseToken");
  });

  test("can open the question where there is no phone", async () => {
    const { shop, path } = await openQuestion();
    const desk = openBrowser(shop, { onPhone: false });
    expect((await desk.get(path)).html).toContain(`href="${path}/consent"`);
    expect(stateOf((await desk.get(`${path}/consent`)).html)).toEqual(["link", "open"]);
  });

  test("says when it took too long", async () => {
    const { shop, path } = await openQuestion();
    shop.control.clock.advance(600);
    const { html } = await openBrowser(shop, { onPhone: false }).get(path);
    expect(stateOf(html)).toEqual(["link", "expired"]);
  });
});

describe("the wallet's start page", () => {
  test("opens a question by its pasted address, and lists those that wait", async () => {
    const { shop, url, path } = await openQuestion();
    const browser = openBrowser(shop);
    expect((await browser.get("/")).html).toContain(`href="${path}/consent"`);
    const { html } = await browser.post("/wallet/open", { code: url });
    expect(stateOf(html)).toEqual(["link", "open"]);
    await browser.post(`${path}/accept`);
    expect((await browser.get("/")).html).not.toContain('data-slot="link-questions"');
  });

  test("shows the shops that are linked, and unlinks one", async () => {
    const shop = openShop();
    const { userAuthorizationId } = await shop.linked("hanako");
    const browser = openBrowser(shop);
    const { html } = await browser.get("/");
    expect(html).toContain("Unlink Mune&#39;s Cake Shop");
    expect(html).not.toContain(userAuthorizationId);
    const unlinked = await browser.post(`/wallet/unlink/${shop.merchant.merchantId}`);
    expect(unlinked.html).not.toContain('data-slot="linked-shops"');
    expect(shop.control.authorizations()).toMatchObject([{ status: "INACTIVE", endedBy: "customer" }]);
    expect(shop.control.notifications().at(-1)?.body.notification_type).toBe(
      "customer.authroization.revoked",
    );
  });

  test("unlinks the shop that is meant, and no other", async () => {
    const shop = openShop({ merchants: [trialMerchant, otherMerchant] });
    await shop.linked("hanako");
    const { call } = createCaller({
      fetch: shop.emulator.fetch,
      clock: () => noon * 1000,
      merchant: otherMerchant,
    });
    const { data } = await call("POST", "/v1/qr/sessions", linkSessionRequest());
    shop.control.link({ url: String(data.linkQRCodeURL), customer: "hanako", answer: "accept" });
    const { html } = await openBrowser(shop).post(`/wallet/unlink/${otherMerchant.merchantId}`);
    expect(html).toContain("Unlink Mune&#39;s Cake Shop");
    expect(html).not.toContain("Unlink Other Shop");
  });

  test("shows nobody else's links, and unlinks only one's own", async () => {
    const shop = openShop();
    await shop.linked("taro");
    const { html } = await openBrowser(shop).post(`/wallet/unlink/${shop.merchant.merchantId}`);
    expect(html).not.toContain('data-slot="linked-shops"');
    expect(shop.control.authorizations()).toMatchObject([{ status: "ACTIVE" }]);
  });
});

describe("safety of the pages", () => {
  test("a shop's name and reference are text, never markup", async () => {
    const attack = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const { shop, path } = await openQuestion(
      { referenceId: attack, redirectUrl: 'https://shop.example/"><script>alert(1)</script>' },
      { merchant: { name: attack } },
    );
    for (const onPhone of [true, false]) {
      const { html } = await openBrowser(shop, { onPhone }).get(path);
      expect(html.replace(/<script type="module">.*?<\/script>/s, "")).not.toMatch(/<script|<img/);
    }
    await openBrowser(shop).post(`${path}/accept`);
    expect((await openBrowser(shop).get("/")).html).not.toMatch(/<script|<img/);
  });

  test("a form of another site links nothing and unlinks nothing", async () => {
    const { shop, path } = await openQuestion();
    await shop.linked("taro");
    const browser = openBrowser(shop);
    await browser.post("/wallet/customer", { customer: "taro" });
    for (const target of [`${path}/accept`, `/wallet/unlink/${shop.merchant.merchantId}`]) {
      expect((await browser.post(target, {}, "https://evil.example")).status).toBe(403);
    }
    expect(shop.control.authorizations()).toMatchObject([{ customerId: "taro", status: "ACTIVE" }]);
  });

  test("the consent page's form may lead to the shop and on from there; no script runs in it", async () => {
    const { shop, path } = await openQuestion();
    const browser = openBrowser(shop);
    const policyOf = async (page: string) => (await browser.get(page)).headers.get("content-security-policy");
    expect(await policyOf(path)).toContain("default-src 'none'");
    expect(await policyOf(path)).not.toMatch(/form-action|script-src/);
    expect(await policyOf("/")).toContain("form-action 'self'");
  });

  test("only the page on a desk runs a script, its own", async () => {
    const { shop, path } = await openQuestion();
    const { headers } = await openBrowser(shop, { onPhone: false }).get(path);
    expect(headers.get("content-security-policy")).toMatch(
      /default-src 'none'; .*script-src 'sha256-[^']+'; connect-src 'self'; form-action 'self'/,
    );
  });

  test("a shop's app is sent back to by its own scheme", async () => {
    const { shop, path } = await openQuestion({
      redirectUrl: "cakeshop://linked",
      redirectType: "APP_DEEP_LINK",
    });
    expect((await openBrowser(shop).post(`${path}/accept`)).leftTo).toMatch(/^cakeshop:\/\/linked\?apiKey=/);
  });
});

test("a link's questions end with the emulator's reset", async () => {
  const { shop, path } = await openQuestion();
  shop.control.reset();
  expect((await openBrowser(shop).get(path)).status).toBe(404);
  expect(shop.control.ledger().now).toBe(noon);
});
