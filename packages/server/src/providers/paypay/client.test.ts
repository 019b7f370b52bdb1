import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { KaikeiError } from "../../errors.ts";
import type { ProviderCall } from "../../provider.ts";
import { createPayPayClient, type PayPayClient } from "./client.ts";
import { trialMerchant } from "./options.ts";
import { authorizationHeader } from "./signature.ts";

const secret = "canary-5ecret-canary-5ecret-0001";
const success = { resultInfo: { code: "SUCCESS", message: "Success", codeId: "08100001" } };

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}
let server: Server;
let client: PayPayClient;
let origin: string;
let seen: Seen[] = [];
let answer: (response: ServerResponse, request: Seen) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("error", () => response.destroy());
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const entry = { method, url, headers, body: Buffer.concat(chunks) };
      seen.push(entry);
      answer(response, entry);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  origin = `http://127.0.0.1:${address.port}`;
  client = newClient();
});
afterAll(() => {
  client.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
  answer = (response) => json(response, 200, { ...success, data: null });
});

function newClient(more: Partial<Parameters<typeof createPayPayClient>[0]> = {}): PayPayClient {
  const deadline = 400;
  return createPayPayClient({
    environment: "emulator",
    emulatorUrl: origin,
    apiKey: "a_key",
    apiSecret: secret,
    merchantId: "42",
    clock: () => new Date(1_700_000_000_999),
    nonce: () => "nonce-1",
    timeouts: { "codes.create": deadline, "codes.delete": deadline, "codes.payment": deadline },
    ...more,
  });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json", "X-REQUEST-ID": "OPA0123ABC" });
  response.end(JSON.stringify(body));
}

const request = {
  merchantPaymentId: "pay_1",
  amount: { amount: 1500, currency: "JPY" },
  codeType: "ORDER_QR",
} as const;
const code = () => ({
  ...{
    codeId: "04-abc",
    url: `${origin}/pay/1`,
    deeplink: "paypay://payment?link_key=x",
    expiryDate: 1_700_000_300,
  },
  ...{
    merchantPaymentId: "pay_1",
    amount: request.amount,
    orderItems: [{ unit_price: null }],
    surprise: true,
  },
});

describe.each([
  ["POST", (signal?: AbortSignal) => client.codes.create(request, { signal })],
  ["GET", (signal?: AbortSignal) => client.codes.payment({ merchantPaymentId: "pay_1" }, { signal })],
])("a %s that is given up", (_method, call) => {
  test("while it is under way is unknown", async () => {
    const abort = new AbortController();
    answer = () => abort.abort();
    expect(await call(abort.signal)).toMatchObject({ kind: "unknown", problem: { reason: "no_answer" } });
  });

  test("before it began is not sent", async () => {
    const outcome = await call(AbortSignal.abort());
    expect(outcome).toMatchObject({ kind: "not_sent", problem: { reason: "unreachable" } });
    expect(seen).toHaveLength(0);
  });
});

test("a message says what happened and what it means", async () => {
  answer = () => undefined;
  expect(await client.codes.create(request)).toMatchObject({
    problem: {
      message:
        "PayPay did not answer POST /v2/codes within 0.4 s. It may have acted; codes.payment tells, and nothing found there proves nothing. The same request may be sent again.",
    },
  });
});

test("a transport of the shop's own that rejects is an unknown outcome", async () => {
  const broken = newClient({ transport: () => Promise.reject(new Error(secret)) });
  const outcome = await broken.codes.create(request);
  expect(outcome).toMatchObject({ kind: "unknown" });
  expect(JSON.stringify(outcome)).not.toContain(secret);
});

describe("what is sent", () => {
  const user = { userAuthorizationId: "u/1" };
  const charge = { ...user, merchantPaymentId: "pay_1", amount: request.amount, requestedAt: 1 };

  test("each call is signed over the bytes on the wire and names the merchant", async () => {
    answer = (response) => json(response, 201, { ...success, data: code() });
    await client.codes.create({ ...request, orderDescription: "抹茶ラテ ☕" });
    const [sent] = seen;
    expect(sent).toMatchObject({ method: "POST", url: "/v2/codes" });
    expect(sent?.headers).toMatchObject({ "x-assume-merchant": "42", "content-type": "application/json" });
    const signed = {
      apiKey: "a_key",
      apiSecret: secret,
      method: "POST",
      path: "/v2/codes",
      nonce: "nonce-1",
    };
    const body = sent?.body ?? null;
    expect(sent?.headers.authorization).toBe(
      authorizationHeader({ ...signed, contentType: "application/json", body, epochSeconds: 1_700_000_000 }),
    );
    expect(JSON.stringify(sent?.headers)).not.toContain(secret);
  });

  test("a call without a body has none, no content type, and its query is not signed", async () => {
    await client.refunds.get({ merchantRefundId: "r_1", paymentId: "0392" });
    const [sent] = seen;
    expect(sent).toMatchObject({ method: "GET", url: "/v2/refunds/r_1?paymentId=0392" });
    expect(sent?.headers).not.toHaveProperty("content-type");
    expect(sent?.body).toHaveLength(0);
    const signed = {
      apiKey: "a_key",
      apiSecret: secret,
      method: "GET",
      path: "/v2/refunds/r_1",
      nonce: "nonce-1",
    };
    expect(sent?.headers.authorization).toBe(
      authorizationHeader({ ...signed, contentType: null, body: null, epochSeconds: 1_700_000_000 }),
    );
  });

  test.each([
    ["DELETE", "/v2/codes/04-abc", () => client.codes.delete({ codeId: "04-abc" })],
    ["GET", "/v2/codes/payments/pay_1", () => client.codes.payment({ merchantPaymentId: "pay_1" })],
    ["GET", "/v2/payments/pay_1", () => client.payments.get({ merchantPaymentId: "pay_1" })],
    ["DELETE", "/v2/payments/pay_1", () => client.payments.cancel({ merchantPaymentId: "pay_1" })],
    [
      "POST",
      "/v2/payments/capture",
      () =>
        client.payments.capture({
          merchantPaymentId: "pay_1",
          merchantCaptureId: "c_1",
          amount: request.amount,
          requestedAt: 1,
          orderDescription: "x",
        }),
    ],
    [
      "POST",
      "/v2/payments/preauthorize/revert",
      () => client.payments.revert({ merchantRevertId: "v_1", paymentId: "0392", requestedAt: 1 }),
    ],
    [
      "POST",
      "/v2/payments/reauthorize",
      () =>
        client.payments.reauthorize({ requestId: "q_1", paymentId: "0392", updatedAmount: request.amount }),
    ],
    [
      "POST",
      "/v2/refunds",
      () =>
        client.refunds.create({
          merchantRefundId: "r_1",
          paymentId: "0392",
          amount: request.amount,
          requestedAt: 1,
        }),
    ],
    ["POST", "/v2/payments", () => client.payments.create(charge)],
    ["POST", "/v2/payments/preauthorize", () => client.payments.preauthorize(charge)],
    ["POST", "/v1/subscription/payments", () => client.payments.continuous(charge)],
    ["POST", "/v1/requestOrder", () => client.pendingPayments.create(charge)],
    ["GET", "/v1/requestOrder/pay_1", () => client.pendingPayments.get({ merchantPaymentId: "pay_1" })],
    ["DELETE", "/v1/requestOrder/pay_1", () => client.pendingPayments.cancel({ merchantPaymentId: "pay_1" })],
    [
      "GET",
      "/v2/refunds/r_1?paymentId=0392",
      () => client.pendingPayments.getRefund({ merchantRefundId: "r_1", paymentId: "0392" }),
    ],
    [
      "GET",
      "/v2/wallet/check_balance?userAuthorizationId=u%2F1&amount=1500&currency=JPY",
      () => client.wallet.checkBalance({ ...user, amount: request.amount }),
    ],
    ["GET", "/v6/wallet/balance?userAuthorizationId=u%2F1&currency=JPY", () => client.wallet.balance(user)],
    [
      "GET",
      "/v4/paymentMethods?userAuthorizationId=u%2F1&productType=UTILITY_BILL",
      () => client.wallet.paymentMethods({ ...user, productType: "UTILITY_BILL" }),
    ],
    [
      "POST",
      "/v1/code/topup",
      () =>
        client.topUps.create({
          ...user,
          merchantTopUpId: "t_1",
          minimumTopUpAmount: request.amount,
          codeType: "TOPUP_QR",
        }),
    ],
    ["GET", "/v1/code/topup/t_1", () => client.topUps.get({ merchantTopUpId: "t_1" })],
    ["DELETE", "/v1/code/topup/04-abc", () => client.topUps.delete({ codeId: "04-abc" })],
  ] as const)("%s %s", async (method, url, call) => {
    await call();
    expect(seen).toMatchObject([{ method, url }]);
  });

  test("the shopper's word for a similar payment goes into the query, and into no body", async () => {
    await client.payments.create({ ...charge, agreeSimilarTransaction: true });
    await client.payments.preauthorize({ ...charge, agreeSimilarTransaction: false });
    expect(seen).toMatchObject([
      { url: "/v2/payments?agreeSimilarTransaction=true" },
      { url: "/v2/payments/preauthorize?agreeSimilarTransaction=false" },
    ]);
    for (const { body } of seen) expect(JSON.parse(body.toString())).toEqual(charge);
  });

  test("a stored body is sent byte for byte, spaces and all", async () => {
    const stored = ` {"codeType":"ORDER_QR", "merchantPaymentId":"pay_1","amount":{"currency":"JPY","amount":1500}}\n`;
    await client.codes.createSerialized(stored);
    await client.codes.createSerialized(stored);
    expect(seen.map(({ body }) => body.toString())).toEqual([stored, stored]);
  });

  test("each call has a nonce of its own", async () => {
    const { nonce: _nonce, ...options } = { nonce: undefined };
    const plain = createPayPayClient({
      environment: "emulator",
      emulatorUrl: origin,
      ...trialMerchant,
      ...options,
    });
    await plain.codes.delete({ codeId: "a" });
    await plain.codes.delete({ codeId: "a" });
    plain.close();
    const nonces = seen.map(({ headers }) => headers.authorization?.split(":")[3]);
    expect(new Set(nonces).size).toBe(2);
  });

  test("the caller's objects are left as they were, frozen ones too", async () => {
    const input = Object.freeze({ ...request, amount: Object.freeze({ ...request.amount }) });
    const before = structuredClone(input);
    await client.codes.create(input);
    expect(input).toEqual(before);
  });
});

test("whatever an id holds, method and path are the intended ones, or nothing is sent", async () => {
  const nasty = fc.constantFrom(
    ...[
      "../refunds/x",
      "..",
      ".",
      "a?b=c",
      "a#b",
      "%2e%2e",
      "%2e",
      "a/b",
      "a\\b",
      "a\r\nX: y",
      "$&",
      "",
      "é",
      "\ud800",
    ],
  );
  const ids = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 70 }), fc.string({ maxLength: 70 }));
  await fc.assert(
    fc.asyncProperty(ids, async (id) => {
      seen = [];
      const deleted = await client.codes.delete({ codeId: id }).catch((error) => error);
      const looked = await client.codes.payment({ merchantPaymentId: id }).catch((error) => error);
      const refused = [deleted, looked].filter((outcome) => outcome instanceof KaikeiError);
      expect(refused.every(({ code }) => code === "invalid_request")).toBe(true);
      expect(seen).toHaveLength(2 - refused.length);
      for (const { method, url } of seen) {
        const { pathname, search } = new URL(url, "http://x");
        const segments = pathname.split("/");
        expect(search).toBe("");
        expect(segments.slice(0, -1)).toEqual(
          method === "DELETE" ? ["", "v2", "codes"] : ["", "v2", "codes", "payments"],
        );
        expect(decodeURIComponent(segments.at(-1) ?? "")).toBe(id);
      }
    }),
    { numRuns: 300 },
  );
});

describe("bad input is an error before anything is sent", () => {
  test.each([
    ["an unknown field", { ...request, amout: 1 }],
    ["no id", { amount: request.amount, codeType: "ORDER_QR" }],
    ["an amount as text", { ...request, amount: { amount: "1500", currency: "JPY" } }],
    ["milliseconds for seconds", { ...request, requestedAt: 1_700_000_000_000 }],
    ["a description of 256", { ...request, orderDescription: "x".repeat(256) }],
    ["an address that is none", { ...request, ipAddress: "localhost" }],
    ["nothing", undefined],
    ["a text", "order-1"],
  ])("%s", async (_name, input) => {
    const untyped: { create: (input: unknown) => Promise<unknown> } = {
      create: (value) => Reflect.apply(client.codes.create, null, [value]),
    };
    await expect(untyped.create(input)).rejects.toMatchObject({
      name: "KaikeiError",
      code: "invalid_request",
    });
    expect(seen).toHaveLength(0);
  });

  test.each(["", "{", "null", '{"merchantPaymentId":"a"}'])("the stored body %j", async (stored) => {
    await expect(client.codes.createSerialized(stored)).rejects.toMatchObject({ code: "invalid_request" });
    expect(seen).toHaveLength(0);
  });
});

describe("what is read", () => {
  test("a made code, and new fields pass by", async () => {
    answer = (response) => json(response, 201, { ...success, data: code() });
    const { orderItems: _items, surprise: _surprise, ...value } = code();
    expect(await client.codes.create(request)).toEqual({ kind: "done", value });
  });

  test("details that are nearly all null", async () => {
    const nulls = {
      paymentId: null,
      acceptedAt: null,
      refunds: null,
      captures: null,
      amount: null,
      revert: null,
    };
    answer = (response) => json(response, 200, { ...success, data: { status: "CREATED", ...nulls } });
    expect(await client.codes.payment({ merchantPaymentId: "pay_1" })).toMatchObject({
      kind: "done",
      value: { status: "CREATED", paymentId: null, refunds: [], captures: [] },
    });
  });

  test("a deleted code with and without its status", async () => {
    expect(await client.codes.delete({ codeId: "04-abc" })).toEqual({ kind: "done", value: null });
    answer = (response) => json(response, 200, { ...success, data: { qrStatus: "DELETED" } });
    expect(await client.codes.delete({ codeId: "04-abc" })).toEqual({
      kind: "done",
      value: { qrStatus: "DELETED" },
    });
  });

  test("a raised hold has the address to send the shopper to", async () => {
    const confirmation = {
      resultInfo: { code: "USER_CONFIRMATION_REQUIRED" },
      data: { url: `${origin}/approve` },
    };
    answer = (response) => json(response, 201, confirmation);
    const input = { requestId: "q_1", paymentId: "0392", updatedAmount: request.amount };
    expect(await client.payments.reauthorize(input)).toMatchObject({
      kind: "action_required",
      url: `${origin}/approve`,
    });
    answer = (response) => json(response, 201, { ...confirmation, data: { url: "https://evil.example/" } });
    expect(await client.payments.reauthorize(input)).toMatchObject({ kind: "unknown" });
  });

  test.each([
    ["url", "javascript:alert(1)"],
    ["url", "https://qr.paypay.ne.jp.evil.example/1"],
    ["url", "http://192.168.0.1/1"],
    ["deeplink", "javascript:alert(1)"],
    ["deeplink", "evil://x"],
  ])("a code whose %s is %s is never handed on", async (field, address) => {
    answer = (response) => json(response, 201, { ...success, data: { ...code(), [field]: address } });
    const outcome = await client.codes.create(request);
    expect(outcome).toMatchObject({ kind: "unknown" });
    expect(JSON.stringify(outcome)).not.toContain(address);
  });
});

describe("a connection that PayPay closed while it was idle", () => {
  /** Answers the first request and closes the connection under the second, as if it had been closed in between. */
  function closeUnderSecond() {
    let calls = 0;
    answer = (response) => {
      calls += 1;
      if (calls === 2) response.socket?.destroy();
      else json(response, calls === 1 ? 200 : 201, { ...success, data: calls === 1 ? null : code() });
    };
  }

  test("costs nothing where a repeat brings the earlier result: same body, new nonce", async () => {
    const nonces = ["nonce-1", "nonce-2", "nonce-3"];
    const ours = newClient({ nonce: () => nonces.shift() ?? "nonce-4" });
    closeUnderSecond();
    await ours.codes.payment({ merchantPaymentId: "pay_1" });
    expect(await ours.codes.create(request)).toMatchObject({ kind: "done" });
    const [first, second] = seen.slice(1);
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
    expect(second?.headers.authorization).not.toBe(first?.headers.authorization);
    ours.close();
  });

  test("is tried again once, not for ever", async () => {
    const ours = newClient();
    let calls = 0;
    answer = (response) => {
      calls += 1;
      if (calls > 1) response.socket?.destroy();
      else json(response, 200, { ...success, data: null });
    };
    await ours.codes.payment({ merchantPaymentId: "pay_1" });
    expect(await ours.codes.payment({ merchantPaymentId: "pay_1" })).toMatchObject({ kind: "unknown" });
    expect(seen).toHaveLength(3);
    ours.close();
  });
});

describe("a clock that is more than two minutes off", () => {
  const start = 1_700_000_000_000;
  const epochOf = ({ headers }: Seen) => Number(headers.authorization?.split(":")[4]);
  const unauthorized = {
    resultInfo: { code: "UNAUTHORIZED", message: "no", codeId: "08100016" },
    data: null,
  };

  /** Refuses what was not signed within two minutes of its own time, and says its time. */
  function strictServer(theirs: () => number) {
    answer = (response, call) => {
      response.setHeader("Date", new Date(theirs()).toUTCString());
      const accepted = Math.abs(epochOf(call) * 1000 - theirs()) < 120_000;
      json(
        response,
        accepted ? 200 : 401,
        accepted ? { ...success, data: { status: "CREATED" } } : unauthorized,
      );
    };
  }

  test.each([121_000, -121_000, 3_600_000, -3_600_000])(
    "by %d ms is learned from the refusal, once",
    async (skew) => {
      const ours = newClient({ clock: () => new Date(start) });
      strictServer(() => start + skew);
      expect(await ours.codes.payment({ merchantPaymentId: "pay_1" })).toMatchObject({ kind: "done" });
      expect(await ours.codes.payment({ merchantPaymentId: "pay_1" })).toMatchObject({ kind: "done" });
      expect(seen).toHaveLength(3);
      ours.close();
    },
  );

  test("is learned anew when it jumps", async () => {
    let skew = 3_600_000;
    const ours = newClient({ clock: () => new Date(start) });
    strictServer(() => start + skew);
    await ours.codes.payment({ merchantPaymentId: "pay_1" });
    skew = 0;
    expect(await ours.codes.payment({ merchantPaymentId: "pay_1" })).toMatchObject({ kind: "done" });
    ours.close();
  });

  test("is not blamed for a key that PayPay does not accept", async () => {
    const ours = newClient({ clock: () => new Date(start) });
    answer = (response) => {
      response.setHeader("Date", new Date(start + 1000).toUTCString());
      json(response, 401, unauthorized);
    };
    expect(await ours.codes.payment({ merchantPaymentId: "pay_1" })).toMatchObject({
      kind: "declined",
      problem: { reason: "unauthorized" },
    });
    expect(seen).toHaveLength(1);
    ours.close();
  });
});

describe("what an observer is told of a call", () => {
  const refusal = (code: string) => ({
    resultInfo: { code, message: "Taro Yamada", codeId: "" },
    data: null,
  });

  function observed(more: Partial<Parameters<typeof createPayPayClient>[0]> = {}) {
    const calls: ProviderCall[] = [];
    return { calls, ours: newClient({ onCall: (call) => calls.push(call), ...more }) };
  }

  test("a call that was served: its name, status, PayPay's id, and how long it took", async () => {
    const { calls, ours } = observed();
    answer = (response) => json(response, 200, { ...success, data: { status: "CREATED" } });
    await ours.codes.payment({ merchantPaymentId: "pay_1" });
    answer = (response) => json(response, 404, refusal("DYNAMIC_QR_PAYMENT_NOT_FOUND"));
    await ours.codes.payment({ merchantPaymentId: "pay_1" });
    const once = { attempts: 1, connectionRetried: false, clockHealed: false, keySwitched: false };
    const about = { provider: "paypay", endpoint: "codes.payment", requestId: "OPA0123ABC", ...once };
    expect(calls).toEqual([
      { ...about, outcome: "done", reason: null, code: null, status: 200, ms: expect.any(Number) },
      {
        ...about,
        outcome: "declined",
        reason: "not_found",
        code: "DYNAMIC_QR_PAYMENT_NOT_FOUND",
        status: 404,
        ms: expect.any(Number),
      },
    ]);
    ours.close();
  });

  test("a call without an answer", async () => {
    const { calls, ours } = observed();
    answer = () => undefined;
    await ours.codes.create(request);
    expect(calls).toMatchObject([
      { endpoint: "codes.create", outcome: "unknown", reason: "no_answer", status: null, requestId: null },
    ]);
    expect(calls[0]?.ms).toBeGreaterThan(300);
    ours.close();
  });

  test("another key pair that was accepted, and the clock that was healed before", async () => {
    const keys = [
      { apiKey: "a_old", apiSecret: secret },
      { apiKey: "a_new", apiSecret: `${secret}2` },
    ];
    const { calls, ours } = observed({ keys });
    answer = (response, { headers }) => {
      response.setHeader("Date", new Date(1_700_000_000_999 + 600_000).toUTCString());
      const accepted = headers.authorization?.startsWith("hmac OPA-Auth:a_new:");
      json(response, accepted ? 200 : 401, accepted ? { ...success, data: null } : refusal("UNAUTHORIZED"));
    };
    await ours.codes.delete({ codeId: "04-abc" });
    await ours.codes.delete({ codeId: "04-abc" });
    expect(calls).toMatchObject([
      { outcome: "done", attempts: 3, clockHealed: true, keySwitched: true },
      { outcome: "done", attempts: 1, clockHealed: false, keySwitched: false },
    ]);
    expect(JSON.stringify(calls)).not.toMatch(/canary|a_old|a_new|Yamada/);
    ours.close();
  });

  test("with the second pair unanswered, the first one is still tried first", async () => {
    const keys = [
      { apiKey: "a_old", apiSecret: secret },
      { apiKey: "a_new", apiSecret: secret },
    ];
    const { calls, ours } = observed({ keys });
    answer = (response, { headers }) => {
      response.sendDate = false;
      if (headers.authorization?.includes("a_new")) response.socket?.resetAndDestroy();
      else json(response, 401, refusal("UNAUTHORIZED"));
    };
    expect(await ours.codes.delete({ codeId: "04-abc" })).toMatchObject({ kind: "unknown" });
    expect(await ours.codes.delete({ codeId: "04-abc" })).toMatchObject({ kind: "unknown" });
    const used = seen.map(({ headers }) => headers.authorization?.split(":")[1]);
    expect(used.slice(0, 2)).toEqual(["a_old", "a_new"]);
    expect(used.at(-2)).toBe("a_old");
    expect(calls).toMatchObject([{ keySwitched: false }, { keySwitched: false }]);
    ours.close();
  });

  test("an observer that throws does not make the call fail", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const { ours } = observed({
      onCall: () => {
        throw new Error("broken observer");
      },
    });
    answer = (response) => json(response, 201, { ...success, data: code() });
    expect(await ours.codes.create(request)).toMatchObject({ kind: "done" });
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
    ours.close();
  });
});
