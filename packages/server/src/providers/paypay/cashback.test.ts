import { afterEach, describe, expect, it, test } from "vitest";
import { type RawUpstream, startRawUpstream } from "../../testing/raw-upstream.ts";
import { createCashbackCalls } from "./cashback.ts";
import { createPayPayClient } from "./client.ts";
import { trialMerchant } from "./options.ts";

// What PayPay may say of a cashback, as its documentation and help centre have it: HTTP 200 is not success there.

let upstream: RawUpstream | null = null;
afterEach(() => upstream?.close());

async function callsAnswered(status: number, body: unknown) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  upstream = await startRawUpstream((socket) => {
    socket.end(
      `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  });
  const client = createPayPayClient({
    environment: "emulator",
    emulatorUrl: upstream.origin,
    ...trialMerchant,
  });
  return createCashbackCalls(client.cashback);
}

const yen = (amount: number) => ({ amount, currency: "JPY" as const });
const intent = {
  cashbackId: "cbr_1",
  of: "cbk_1",
  amount: yen(300),
  reason: "Thanks",
  requestedAt: new Date("2026-11-21T03:00:00Z"),
};
const said = (code: string, data: unknown = null) => ({
  resultInfo: { code, message: "", codeId: "1" },
  data,
});
const details = (more: object) => ({
  status: "SUCCESS",
  acceptedAt: 1,
  amount: yen(300),
  merchantCashbackId: "cbr_1",
  merchantCashbackReversalId: "cbr_1",
  ...more,
});

describe("asking", () => {
  test.each([
    ["202 REQUEST_ACCEPTED", 202, said("REQUEST_ACCEPTED"), "accepted", null],
    ["201 REQUEST_ACCEPTED", 201, said("REQUEST_ACCEPTED"), "accepted", null],
    ["a used id", 400, said("VALIDATION_FAILED_EXCEPTION"), "declined", "duplicate"],
    ["a link that has ended", 401, said("EXPIRED_USER_AUTHORIZATION_ID"), "declined", "shopper_action"],
    ["a failure of PayPay's", 500, said("INTERNAL_SERVER_ERROR"), "unknown", "provider_error"],
    ["maintenance", 503, said("MAINTENANCE_MODE"), "unknown", "maintenance"],
    ["a page", 502, "<html>", "unknown", "provider_error"],
  ] as const)("%s", async (_what, status, body, kind, reason) => {
    for (const ask of ["give", "reverse"] as const) {
      const calls = await callsAnswered(status, body);
      const outcome = await calls[ask]({ intent, authorization: "auth-1" });
      expect([outcome.kind, "problem" in outcome ? outcome.problem.reason : null]).toEqual([kind, reason]);
      expect(upstream?.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
        ask === "give" ? "POST /v2/cashback" : "POST /v2/cashback_reversal",
      ]);
      upstream?.close();
    }
  });
});

describe("looking", () => {
  const done = (value: object) => ({ kind: "done", value });
  test.each<[string, number, unknown, object]>([
    ["it was given", 200, said("SUCCESS", details({})), done({ status: "done", amount: yen(300) })],
    [
      "it was given, without a word of the amount",
      200,
      said("SUCCESS", details({ amount: null })),
      done({ status: "done", amount: yen(300) }),
    ],
    [
      "less was taken back than was asked for",
      200,
      said("SUCCESS", details({ amount: yen(120) })),
      done({ status: "done", amount: yen(120) }),
    ],
    ["it waits", 200, said("SUCCESS", details({ status: "ACCEPTED" })), done({ status: "underway" })],
    ["a new word", 200, said("SUCCESS", details({ status: "ON_HOLD" })), done({ status: "underway" })],
    [
      "it failed for want of money",
      200,
      said("NOT_ENOUGH_MONEY", details({ status: "FAILURE" })),
      done({ status: "failed", problem: "NOT_ENOUGH_MONEY" }),
    ],
    [
      "it failed for want of money, without any details",
      200,
      said("NOT_ENOUGH_MONEY"),
      done({ status: "failed", problem: "NOT_ENOUGH_MONEY" }),
    ],
    [
      "it failed for a reason that we do not know",
      200,
      said("SOMETHING_NEW", details({ status: "FAILURE" })),
      done({ status: "failed", problem: "SOMETHING_NEW" }),
    ],
    [
      "two words that contradict each other",
      200,
      said("SOMETHING_NEW", details({})),
      done({ status: "underway" }),
    ],
    [
      "another id",
      200,
      said("SUCCESS", details({ merchantCashbackId: "x", merchantCashbackReversalId: "x" })),
      { kind: "unknown" },
    ],
    [
      "another currency",
      200,
      said("SUCCESS", details({ amount: { amount: 300, currency: "USD" } })),
      { kind: "unknown" },
    ],
    ["no status", 200, said("SUCCESS", { amount: yen(300) }), { kind: "unknown" }],
    [
      "nothing of it yet",
      404,
      said("TRANSACTION_NOT_FOUND"),
      { kind: "declined", problem: { reason: "not_found" } },
    ],
    [
      "a look that is refused",
      401,
      said("UNAUTHORIZED"),
      { kind: "declined", problem: { reason: "unauthorized" } },
    ],
    ["a page", 200, "<html>", { kind: "unknown" }],
  ])("%s", async (_what, status, body, expected) => {
    for (const look of ["inspectGive", "inspectReverse"] as const) {
      const calls = await callsAnswered(status, body);
      expect(await calls[look]({ intent })).toMatchObject(expected);
      upstream?.close();
    }
  });

  it("asks about a reversal under its own id and its cashback's", async () => {
    const calls = await callsAnswered(404, said("TRANSACTION_NOT_FOUND"));
    await calls.inspectReverse({ intent });
    await calls.inspectGive({ intent });
    expect(upstream?.requests.map(({ target }) => target)).toEqual([
      "/v2/cashback_reversal/cbr_1/cbk_1",
      "/v2/cashback/cbr_1",
    ]);
  });
});
