import fc from "fast-check";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { publicUrl } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";
import { errorSchema, grantSchema } from "../testing/wire-schemas.ts";

describe("the routes", () => {
  const use = useShop("postgres", { webhooks: false });
  const post = (body: string, headers: Record<string, string> = {}) =>
    use.shop.request("/payments", { method: "POST", body, headers });
  const codeOf = async (response: Response) => errorSchema.parse(await response.json()).error.code;
  const nothingHappened = async () => {
    expect(use.shop.calls()).toEqual([]);
    expect(await use.shop.kaikei.payments.list()).toEqual([]);
  };

  describe("bad input gets a clear error that names the field, and nothing is written", () => {
    it.each<[string, string, number, RegExp]>([
      ["an amount sent by the browser", '{"order":"cake","amount":1}', 400, /^amount: not accepted/],
      ["an amount of nought", '{"order":"cake","amount":0}', 400, /^amount/],
      ["a negative amount", '{"order":"cake","amount":-1}', 400, /^amount/],
      [
        "a currency and a merchant",
        '{"order":"cake","currency":"USD","merchant":"1"}',
        400,
        /^currency, merchant/,
      ],
      ["an order that is no text", '{"order":42}', 400, /^order: /],
      ["an empty order", '{"order":""}', 400, /^order: /],
      ["an endless order", `{"order":"${"x".repeat(201)}"}`, 400, /^order: /],
      ["no order", "{}", 400, /^order: /],
      ["a list", "[]", 400, /^body: /],
      ["null", "null", 400, /^body: /],
      ["no JSON", "{order:cake}", 400, /^body: expected JSON/],
      ["an unknown order", '{"order":"moon"}', 404, /moon/],
      ["a huge body", `{"order":"${"x".repeat(5000)}"}`, 413, /^body: at most 4096 bytes/],
    ])("%s", async (_name, body, status, message) => {
      const response = await post(body);
      expect(response.status).toBe(status);
      expect(errorSchema.parse(await response.json()).error.message).toMatch(message);
      await nothingHappened();
    });

    it("a body that grows beyond the limit while it arrives is cut off", async () => {
      let sent = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += 1024;
          controller.enqueue(new Uint8Array(1024).fill(32));
        },
      });
      const response = await use.shop.request("/payments", {
        method: "POST",
        body: endless,
        duplex: "half",
        headers: { "content-type": "application/json" },
      });
      expect(response.status).toBe(413);
      expect(sent).toBeLessThan(10_000);
      await nothingHappened();
    });

    it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
      "Content-Type %j",
      async (contentType) => {
        const response = await post('{"order":"cake"}', { "content-type": contentType });
        expect([response.status, await codeOf(response)]).toEqual([415, "unsupported_media_type"]);
        await nothingHappened();
      },
    );

    it("five hundred made-up bodies", async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (value) => {
          const response = await post(JSON.stringify(value));
          expect([400, 404, 413]).toContain(response.status);
        }),
        { numRuns: 500 },
      );
      await nothingHappened();
    });

    it.each<[string, Parameters<typeof use.open>[0], RegExp]>([
      ["0", { prices: new Map([["cake", 0]]) }, /amount/],
      ["negative", { prices: new Map([["cake", -5]]) }, /amount/],
      ["a fraction", { prices: new Map([["cake", 10.5]]) }, /amount/],
      ["10^11", { prices: new Map([["cake", 1e11]]) }, /amount/],
      ["not a number", { prices: new Map([["cake", Number.NaN]]) }, /amount/],
    ])(
      "resolveOrder answers with an amount that is %s: the shop's log names it, the browser learns nothing",
      async (_name, options, named) => {
        const shop = await use.open(options);
        const response = await post('{"order":"cake"}');
        expect([response.status, await codeOf(response)]).toEqual([500, "order_invalid"]);
        expect(shop.log.join()).toMatch(named);
        await nothingHappened();
      },
    );
  });

  describe("only a page of the shop may start or end a payment", () => {
    it.each<[string, Record<string, string>]>([
      ["another site", { "sec-fetch-site": "cross-site" }],
      ["a sibling subdomain", { "sec-fetch-site": "same-site", origin: "http://evil.localhost:3000" }],
      ["the address bar", { "sec-fetch-site": "none" }],
    ])("%s is refused", async (_name, headers) => {
      const response = await post('{"order":"cake"}', headers);
      expect([response.status, await codeOf(response)]).toEqual([403, "cross_origin"]);
      await nothingHappened();
    });

    it.each<[string, string | null, number]>([
      ["the shop's own Origin", publicUrl, 200],
      ["another Origin", "https://evil.example", 403],
      ["the same host by another scheme", "https://localhost:3000", 403],
      ["Origin null", "null", 403],
      ["no Origin", null, 403],
    ])("an older browser, with %s", async (_name, origin, status) => {
      const headers = new Headers({ "content-type": "application/json", "sec-fetch-site": "x" });
      headers.delete("sec-fetch-site");
      if (origin !== null) headers.set("origin", origin);
      const { createHandler } = await import("./handler.ts");
      const request = new Request(`${publicUrl}/api/kaikei/payments`, {
        method: "POST",
        body: '{"order":"cake"}',
        headers,
      });
      expect((await createHandler(use.shop.kaikei)(request)).status).toBe(status);
    });

    it("ending one is guarded the same way", async () => {
      const { shop } = use;
      const { token, payment } = await shop.start("cake");
      const headers = { "sec-fetch-site": "cross-site" };
      const response = await shop.request(`/payments/${payment.id}`, { method: "DELETE", token, headers });
      expect(response.status).toBe(403);
      expect(await shop.show({ token, payment })).toMatchObject({ status: "pending", retiring: false });
    });
  });

  describe("a payment is seen and ended with its own token alone", () => {
    const routes = ["GET", "DELETE"] as const;

    it.each(routes)("%s without a token", async (method) => {
      const { payment } = await use.shop.start("cake");
      const response = await use.shop.request(`/payments/${payment.id}`, { method });
      expect([response.status, await codeOf(response)]).toEqual([401, "token_missing"]);
    });

    it.each(routes)(
      "%s with another payment's token is the same 404 as a payment that does not exist",
      async (method) => {
        const shop = await use.open({
          prices: new Map([
            ["cake", 4200],
            ["tart", 900],
          ]),
        });
        const mine = await shop.start("cake");
        const hers = await shop.start("tart");
        const answers = await Promise.all(
          [hers.payment.id, "pay_that_never_was"].map(async (id) => {
            const response = await shop.request(`/payments/${id}`, { method, token: mine.token });
            return { status: response.status, headers: [...response.headers], body: await response.text() };
          }),
        );
        expect(answers[0]).toEqual(answers[1]);
        expect(answers[0]?.status).toBe(404);
        expect(await shop.show(hers)).toMatchObject({ status: "pending" });
      },
    );

    it.each(routes)("%s with an expired token", async (method) => {
      const { shop } = use;
      const { token, payment } = await shop.start("cake");
      shop.pass(24 * 3_600_000);
      const response = await shop.request(`/payments/${payment.id}`, { method, token });
      expect([response.status, await codeOf(response)]).toEqual([401, "token_expired"]);
    });

    it("a view-only token shows and cannot end", async () => {
      const { shop } = use;
      const { payment } = await shop.start("cake");
      const grant = await shop.kaikei.payments.grant(payment.id);
      expect(await shop.show(grant)).toMatchObject({ status: "pending" });
      const response = await shop.request(`/payments/${payment.id}`, {
        method: "DELETE",
        token: grant.token,
      });
      expect([response.status, await codeOf(response)]).toEqual([403, "forbidden"]);
      expect(await shop.show(grant)).toMatchObject({ status: "pending", retiring: false });
    });

    it.each<[string, (token: string, id: string) => string | Promise<string>]>([
      ["a changed signature", (token) => `${token.slice(0, -4)}AAAA`],
      ["no signature", (token) => `${token.split(".").slice(0, 2).join(".")}.`],
      [
        "alg none",
        (token) => `${encode({ alg: "none", typ: "kaikei-payment+jwt" })}.${token.split(".")[1]}.`,
      ],
      [
        "another shop's secret",
        (_token, id) => sign(id, { secret: "another-secret-of-32-characters-or-more" }),
      ],
      ["the secret itself as the key", (_token, id) => sign(id, {})],
      ["HS512", (_token, id) => sign(id, { alg: "HS512" })],
      ["words", () => "hello"],
      ["an empty object", () => encode({})],
    ])("a token with %s is refused", async (_name, forge) => {
      const { shop } = use;
      const { token, payment } = await shop.start("cake");
      const response = await shop.request(`/payments/${payment.id}`, {
        token: await forge(token, payment.id),
      });
      expect([response.status, await codeOf(response)]).toEqual([401, "token_invalid"]);
    });
  });

  it("a secret is replaced without a shopper noticing: the old one's tokens are good until it is dropped", async () => {
    const { shop } = use;
    const [former, next] = [
      "a-secret-for-tests-of-32-characters-or-more",
      "the-next-secret-of-32-characters-or-more",
    ];
    const grant = await shop.start("cake");
    const both = shop.another({ secret: [next, former] });
    expect(await both.show(grant)).toMatchObject({ status: "pending" });
    const fresh = await both.start("cake");
    const after = shop.another({ secret: next });
    expect(await after.show(fresh)).toMatchObject({ id: grant.payment.id });
    await expect(after.show(grant)).rejects.toMatchObject({ code: "token_invalid" });
  });

  describe("a pass that a cron job asks for", () => {
    const cronSecret = "a-cron-secret-of-32-characters-or-more";
    const payLost = async () => {
      const { shop } = use;
      const { payment } = await shop.start("cake");
      shop.emulator.control.pay({ merchantPaymentId: payment.id, customer: "hanako" });
      shop.pass(5000);
      return shop.another({ cronSecret });
    };

    it.each(["GET", "POST"])("%s with the cron secret does what is due and says how much", async (method) => {
      const shop = await payLost();
      const response = await shop.request("/reconcile", { method, token: cronSecret });
      expect(await response.json()).toEqual({ looked: 1, failed: 0, told: 1, untold: 0 });
      expect(shop.paidOrders).toEqual(["cake"]);
    });

    it.each([
      ["no secret", undefined, 401],
      ["another secret", "another-secret-of-32-characters-or-more", 401],
      ["a part of it", cronSecret.slice(0, -1), 401],
    ])("with %s nothing is done", async (_name, token, status) => {
      const shop = await payLost();
      const response = await shop.request("/reconcile", token === undefined ? {} : { token });
      expect(response.status).toBe(status);
      expect(shop.paidOrders).toEqual([]);
    });

    it("without one configured there is no such route", async () => {
      expect((await use.shop.request("/reconcile", { token: cronSecret })).status).toBe(404);
    });
  });

  it("the return address carries a view-only capability for this payment", async () => {
    const { shop } = use;
    const { payment } = await shop.start("cake");
    const returnUrl = new URL(shop.emulator.control.ledger().codes[0]?.redirectUrl ?? "");
    expect(returnUrl.origin + returnUrl.pathname).toBe(`${publicUrl}/orders/cake`);
    expect(returnUrl.searchParams.get("kaikei_payment")).toBe(payment.id);
    const token = returnUrl.searchParams.get("kaikei_token") ?? "";
    expect(await shop.show({ token, payment })).toMatchObject({ id: payment.id });
    expect((await shop.request(`/payments/${payment.id}`, { method: "DELETE", token })).status).toBe(403);
  });

  it.each([
    ["GET", "/payments", 405],
    ["POST", "/payments/pay_1", 405],
    ["GET", "/notifications/paypay", 405],
    ["POST", "/notifications/moonpay", 404],
    ["GET", "/payments/..%2fnotifications", 404],
    ["GET", "/payments/pay_1/events/more", 404],
    ["GET", "/", 404],
  ])("%s %s is %d", async (method, path, status) => {
    expect((await use.shop.request(path, { method })).status).toBe(status);
  });

  it.each([
    ["an iPhone", { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari" }, "phone"],
    [
      "an Android phone",
      { "user-agent": "Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/140 Mobile Safari" },
      "phone",
    ],
    ["a Mac", { "user-agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Safari" }, "desktop"],
    ["a browser that says so by hint", { "sec-ch-ua-mobile": "?1" }, "phone"],
  ])("%s is shown what suits it", async (_name, headers, device) => {
    const response = await post('{"order":"cake"}', headers);
    expect(grantSchema.parse(await response.json()).payment.device).toBe(device);
  });
});

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sign(
  payment: string,
  {
    secret = "a-secret-for-tests-of-32-characters-or-more",
    alg = "HS256",
  }: { secret?: string; alg?: string },
): Promise<string> {
  return new SignJWT({ scope: "manage" })
    .setProtectedHeader({ alg, typ: "kaikei-payment+jwt" })
    .setSubject(payment)
    .setExpirationTime("2h")
    .sign(new TextEncoder().encode(secret.padEnd(64, "x")));
}
