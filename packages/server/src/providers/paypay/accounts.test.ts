import { beforeEach, expect, test } from "vitest";
import { createPayPayAccounts } from "./accounts.ts";
import { createPayPayClient } from "./client.ts";
import type { TransportRequest } from "./transport.ts";

let sent: TransportRequest[] = [];
let reply: { status: number; code: string; data?: unknown } = { status: 200, code: "SUCCESS" };
const keys = [{ apiKey: "a_1", apiSecret: "c2VjcmV0IG9mIHRlc3RzLCAzMiBieXRlcyBsb25nISE=" }];
const clock = () => new Date("2026-11-21T03:00:00Z");
const client = createPayPayClient({
  ...{ environment: "sandbox", keys, merchantId: "1", clock },
  transport: async (request) => {
    sent.push(request);
    const { status, code, data = null } = reply;
    const body = Buffer.from(JSON.stringify({ resultInfo: { code, message: "", codeId: "1" }, data }));
    return { kind: "answer", status, header: () => null, body };
  },
});
const accounts = createPayPayAccounts(client, { keys, clock });
const authorization = "4f3c7c5e-7d5c-4b5c-9a53-0d0a5ad1a6b1";
const seconds = clock().getTime() / 1000;

beforeEach(() => {
  sent = [];
});

const intent = {
  ...{ attemptId: "att_1", nonce: "n", scopes: ["direct_debit"], returnUrl: "https://shop.example/back" },
  shopper: { device: "desktop", userAgent: "Mozilla/5.0", ipAddress: null },
} as const;

test("a session names the attempt, and reopens the browser of a phone only", async () => {
  reply = { status: 201, code: "SUCCESS", data: { linkQRCodeURL: "https://www.paypay.ne.jp/link/1" } };
  expect(await accounts.begin({ intent })).toEqual({
    kind: "done",
    value: { url: "https://www.paypay.ne.jp/link/1" },
  });
  await accounts.begin({ intent: { ...intent, shopper: { ...intent.shopper, device: "phone" } } });
  const [desktop, phone] = sent.map(({ body }) => JSON.parse(Buffer.from(body ?? []).toString()));
  const session = {
    ...{ scopes: ["direct_debit"], nonce: "n", referenceId: "att_1", redirectType: "WEB_LINK" },
    redirectUrl: "https://shop.example/back",
  };
  expect(desktop).toEqual(session);
  expect(phone).toEqual({ ...session, userAgent: "Mozilla/5.0" });
});

test("a page that is not PayPay's is never handed on", async () => {
  reply = { status: 201, code: "SUCCESS", data: { linkQRCodeURL: "https://paypay.ne.jp.evil.example/link" } };
  expect(await accounts.begin({ intent })).toMatchObject({ kind: "unknown" });
});

test("a scope that PayPay does not know is a mistake of the shop's, told by its name before anything is sent", async () => {
  const begun = accounts.begin({ intent: { ...intent, scopes: ["direct_debit", "everything"] } });
  await expect(begun).rejects.toMatchObject({
    code: "configuration",
    message: expect.stringContaining("everything"),
  });
  expect(sent).toEqual([]);
});

const state = {
  userAuthorizationId: authorization,
  status: "ACTIVE",
  scopes: ["cashback"],
  expireAt: seconds + 60,
};
const active = { status: "active", scopes: ["cashback"], expiresAt: new Date((seconds + 60) * 1000) };

test.each([
  ["active", 200, "SUCCESS", state, active],
  ["active without an end", 200, "SUCCESS", { ...state, expireAt: null }, { ...active, expiresAt: null }],
  ["active without scopes", 200, "SUCCESS", { ...state, scopes: null }, { ...active, scopes: [] }],
  [
    "ended before its time",
    200,
    "SUCCESS",
    { ...state, status: "INACTIVE" },
    { status: "ended", because: "revoked" },
  ],
  [
    "ended by its time",
    200,
    "SUCCESS",
    { ...state, status: "INACTIVE", expireAt: seconds },
    { status: "ended", because: "expired" },
  ],
  ["ended without a word", 200, "SUCCESS", { status: "INACTIVE" }, { status: "ended", because: null }],
  ["refused as expired", 401, "EXPIRED_USER_AUTHORIZATION_ID", null, { status: "ended", because: "expired" }],
  ["refused as unknown", 401, "INVALID_USER_AUTHORIZATION_ID", null, { status: "ended", because: null }],
])("a link that is %s", async (_name, status, code, data, expected) => {
  reply = { status, code, data };
  expect(await accounts.status({ authorization })).toEqual({ kind: "done", value: expected });
});

test.each([
  ["speaks of another link", 200, "SUCCESS", { ...state, userAuthorizationId: "another" }, "unknown"],
  ["has a word that we do not know", 200, "SUCCESS", { ...state, status: "SLEEPING" }, "unknown"],
  ["is that her account is not active", 401, "USER_STATE_IS_NOT_ACTIVE", null, "declined"],
  ["is that our key is not accepted", 401, "UNAUTHORIZED", null, "declined"],
  ["is that we call too often", 429, "RATE_LIMIT", null, "declined"],
  ["is a failure", 500, "INTERNAL_SERVER_ERROR", null, "unknown"],
])("an answer that %s says nothing about the link", async (_name, status, code, data, kind) => {
  reply = { status, code, data };
  const seen = await accounts.status({ authorization });
  expect(seen.kind).toBe(kind);
  expect(JSON.stringify(seen)).not.toContain(authorization);
});

test.each([
  ["is accepted", 200, "REQUEST_ACCEPTED", "accepted"],
  ["finds nothing to end", 401, "INVALID_USER_AUTHORIZATION_ID", "done"],
  ["finds it over", 401, "EXPIRED_USER_AUTHORIZATION_ID", "done"],
  ["is not answered for", 503, "MAINTENANCE_MODE", "unknown"],
])("unlinking %s", async (_name, status, code, kind) => {
  reply = { status, code };
  const asked = await accounts.unlink({ authorization });
  expect(asked.kind).toBe(kind);
  expect(JSON.stringify(asked)).not.toContain(authorization);
});
