import { randomBytes } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { publicUrl } from "../testing/test-shop.ts";
import { useShop } from "../testing/use-shop.ts";
import { errorSchema, grantSchema } from "../testing/wire-schemas.ts";

// Hundreds of requests in each test, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const prices = new Map([
  ["cake", 4200],
  ["tart", 900],
]);

describe("a stranger with a browser", () => {
  const use = useShop("postgres", { webhooks: false, prices });
  const routesOf = (id: string) => [
    ...["/payments", `/payments/${id}`, `/payments/${id}/refunds`, `/payments/${id}/capture`],
    ...["/notifications/paypay", "/notifications/stripe", "/reconcile"],
    ...["/account", "/account/link", "/account/callback", "/account/confirm"],
    ...["/staff/payments", `/staff/payments/${id}/refund`, "/", "/.env", "/payments/%2e%2e", "/payments/*"],
  ];

  it("who has a payment of her own can neither see nor change another's, by any route and method", async () => {
    const { shop } = use;
    const mine = await shop.start("cake");
    const hers = await shop.start("tart");
    shop.emulator.control.calls.clear();
    const opened: string[] = [];
    for (const path of routesOf(hers.payment.id)) {
      for (const method of methods) {
        const body = ["POST", "PUT", "PATCH"].includes(method) ? { body: JSON.stringify({ amount: 1 }) } : {};
        const response = await shop.request(path, { method, token: mine.token, ...body });
        const text = await response.text();
        expect(text).not.toContain(hers.payment.id);
        if (response.ok) opened.push(`${method} ${path}`);
      }
    }
    // That body names no payment, so it is taken for a notification about none; and of an account she learns that nobody is signed in.
    expect(opened).toEqual(["POST /notifications/paypay", "GET /account"]);
    await shop.idle();
    expect(shop.calls()).toEqual([]);
    expect(await shop.show(hers)).toMatchObject({ status: "pending", retiring: false, refunded: 0 });
    expect(await shop.cancel(hers)).toMatchObject({ status: "canceled" });
  });

  it("a thousand guessed ids all get the very answer that a forbidden one gets", async () => {
    const { shop } = use;
    const mine = await shop.start("cake");
    const hers = await shop.start("tart");
    const ask = async (id: string) => {
      const response = await shop.request(`/payments/${id}`, { token: mine.token });
      return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
    };
    const answers = new Set([await ask(hers.payment.id)]);
    for (let guess = 0; guess < 1000; guess += 1) {
      answers.add(await ask(hers.payment.id.slice(0, 13) + randomBytes(16).toString("base64url")));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^404 /);
  });

  it("no answer of any route and status may be kept by a shared cache, read as another type, or told on", async () => {
    const { shop } = use;
    const { token, payment } = await shop.start("cake");
    const statuses = new Set<number>();
    for (const path of routesOf(payment.id)) {
      for (const method of methods) {
        for (const more of [{}, { token }, { token: "x" }]) {
          const response = await shop.request(path, { method, ...more });
          statuses.add(response.status);
          expect(response.headers.get("cache-control"), `${method} ${path}`).toContain("no-store");
          if (path.startsWith("/payments")) {
            expect(response.headers.get("cache-control")).toBe("private, no-store");
            expect(response.headers.get("vary")).toContain("authorization");
            expect(response.headers.get("x-content-type-options")).toBe("nosniff");
            expect(response.headers.get("referrer-policy")).toBe("no-referrer");
          }
        }
      }
    }
    expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 401, 404, 405, 415]));
  });

  it("a hundred starts at once, in two processes, make one code", async () => {
    const { shop } = use;
    const processes = [shop, shop.another()];
    const grants = await Promise.all(
      Array.from({ length: 100 }, (_, tab) => processes[tab % 2]?.start("cake")),
    );
    expect(new Set(grants.map((grant) => grant?.payment.id)).size).toBe(1);
    expect(shop.calls().filter((call) => call === "POST /v2/codes")).toHaveLength(1);
  });

  it("a thousand polls in one interval cause one look", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    shop.emulator.control.calls.clear();
    shop.pass(4500);
    const processes = [shop, shop.another()];
    for (let burst = 0; burst < 10; burst += 1) {
      await Promise.all(Array.from({ length: 100 }, (_, tab) => processes[tab % 2]?.show(grant)));
    }
    for (const each of processes) await each.idle();
    expect(shop.calls()).toEqual(["GET /v2/codes/payments/:id"]);
  });

  it("who begins and withdraws in a loop is stopped before PayPay limits the shop for everybody", async () => {
    const { shop } = use;
    const order = (name: string) =>
      shop.request("/payments", { method: "POST", body: JSON.stringify({ order: name }) });
    let refused: Response | null = null;
    for (let turn = 0; turn < 100 && refused === null; turn += 1) {
      const response = await order("cake");
      if (response.ok) await shop.cancel(grantSchema.parse(await response.json()));
      else refused = response;
    }
    expect(shop.calls().filter((call) => call === "POST /v2/codes")).toHaveLength(60);
    expect(refused?.status).toBe(429);
    expect(errorSchema.parse(await refused?.json()).error.code).toBe("too_many_attempts");
    expect((await order("tart")).status).toBe(200);
    shop.pass(Number(refused?.headers.get("retry-after")) * 1000);
    expect((await order("cake")).status).toBe(200);
  });
});

describe("a return address", () => {
  const use = useShop("postgres", { webhooks: false });

  it.each([
    ...["//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example"],
    ...["\\/evil.example", "/\\/evil.example", "/\t/evil.example", "/\n/evil.example", "/\r/evil.example"],
    ...[
      "\t//evil.example",
      " //evil.example",
      "/ /evil.example",
      "https://evil.example",
      "https:evil.example",
    ],
    ...[
      "https:/evil.example",
      "HTTPS://evil.example",
      "http:\\\\evil.example",
      "//evil.example@localhost:3000",
    ],
    ...["https://localhost:3000@evil.example", "https://localhost:3000.evil.example", "//localhost:3000"],
    ...["javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "blob:x"],
    ...[
      "vbscript:x",
      "file:///etc/passwd",
      "about:blank",
      "",
      "?next=//evil.example",
      "#//evil.example",
      ".",
    ],
    ...["orders/42", "//%65vil.example", "/\u0000//evil.example", "/\u2028/evil.example", "//⑯evil.example"],
    ...["/;@evil.example", "/.evil.example", "/..//evil.example", "/%2f%2fevil.example", "/%5cevil.example"],
    "/x/../..//evil.example",
  ])("%j never leads away from the shop", async (returnPath) => {
    const shop = use.shop.another({
      resolveOrder: () => ({ amount: { amount: 4200, currency: "JPY" }, returnPath }),
    });
    const response = await shop.request("/payments", { method: "POST", body: '{"order":"cake"}' });
    if (!response.ok) {
      expect(errorSchema.parse(await response.json()).error.code).toBe("order_invalid");
      expect(shop.calls()).toEqual([]);
      return;
    }
    const [code] = shop.emulator.control.ledger().codes;
    expect(new URL(code?.redirectUrl ?? "").origin).toBe(publicUrl);
  });

  it("that is a path of the shop is used as it is", async () => {
    const shop = use.shop.another({
      resolveOrder: () => ({
        amount: { amount: 4200, currency: "JPY" },
        returnPath: "/orders/42?from=//evil.example&x=%20#paid",
      }),
    });
    await shop.start("cake");
    const url = new URL(shop.emulator.control.ledger().codes[0]?.redirectUrl ?? "");
    expect(url.origin + url.pathname).toBe(`${publicUrl}/orders/42`);
    expect([url.searchParams.get("from"), url.hash]).toEqual(["//evil.example", "#paid"]);
  });
});

describe("what PayPay says and nobody asked for", () => {
  const use = useShop("postgres", { webhooks: false });
  const canary = (field: string) => `canary-${field}`;
  const extra = {
    ...Object.fromEntries(
      ["userAuthorizationId", "storeId", "terminalId", "orderReceiptNumber", "orderDescription"].map((f) => [
        f,
        canary(f),
      ]),
    ),
    ...{ metadata: { note: canary("metadata") }, phoneNumber: canary("phone"), maskedId: canary("masked") },
    ...{ merchantPaymentId: null, surprise: [canary("surprise")], assumeMerchant: canary("merchant") },
  };
  const answer = (data: object, status: number) => ({
    ...{
      kind: "status" as const,
      status,
      // What cannot be an id of PayPay's is not logged as one.
      headers: { "x-request-id": `<${canary("id")}>`, "x-debug": canary("header") },
    },
    body: { resultInfo: { code: "SUCCESS", message: canary("message"), codeId: "08100001" }, data },
  });

  it("reaches neither a browser nor the log", async () => {
    const { shop } = use;
    const { faults } = shop.emulator.control;
    const url = `${shop.emulator.url}/pay/1`;
    const code = {
      codeId: canary("code"),
      url,
      deeplink: null,
      expiryDate: shop.now().getTime() / 1000 + 300,
    };
    faults.add({ ...answer({ ...extra, ...code }, 201), match: { method: "POST" }, times: 1 });
    const grant = await shop.start("cake");
    expect(grant.payment).toMatchObject({ status: "pending", nextAction: { url } });

    const paid = {
      status: "COMPLETED",
      paymentId: canary("payment"),
      acceptedAt: shop.now().getTime() / 1000,
    };
    const amount = { amount: 4200, currency: "JPY" };
    faults.add({ ...answer({ ...extra, ...paid, amount }, 200), match: { method: "GET" }, times: 1 });
    await shop.reconcileAfter(5000);
    const view = await shop.show(grant);
    expect(view).toMatchObject({ status: "completed" });
    const seen = JSON.stringify([grant, view, shop.log]);
    expect([...seen.matchAll(/canary-\w+/g)].map(([found]) => found)).toEqual([]);
  });

  it("a browser sees these fields and no other", async () => {
    const { shop } = use;
    const grant = await shop.start("cake");
    expect(Object.keys(await shop.show(grant)).sort()).toMatchInlineSnapshot(`
      [
        "amount",
        "authorized",
        "captureMode",
        "captured",
        "declineReason",
        "device",
        "environment",
        "expiresAt",
        "holdExpiresAt",
        "id",
        "method",
        "needsAttention",
        "nextAction",
        "order",
        "paidAt",
        "pollAfterMs",
        "provider",
        "refunded",
        "retiring",
        "serverTime",
        "status",
        "version",
      ]
    `);
  });
});
