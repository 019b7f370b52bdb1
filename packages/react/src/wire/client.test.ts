import { afterEach, expect, test, vi } from "vitest";
import { lookOf } from "../look.ts";
import { paymentState } from "../payment-state.ts";
import { pendingView } from "../testing-kit/views.ts";
import { fetchPayment, startPayment } from "./client.ts";

afterEach(() => {
  vi.useRealTimers();
});

const look = (answer: () => Response | Promise<Response>, id = "p1") => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
  const signal = new AbortController().signal;
  return {
    fetch,
    answer: fetchPayment({ basePath: "/pay", fetch }, { id, token: "t" }, { signal, returned: false }),
  };
};

test("an id is one segment of the path, whatever it contains", async () => {
  const { fetch } = look(() => Response.json(pendingView()), "../a?b");
  expect(fetch.mock.calls[0]?.[0]).toBe("/pay/payments/..%2Fa%3Fb");
});

test("unknown fields pass, an unknown status reads as nothing happened yet, an unknown reason as refused", async () => {
  const odd = { ...pendingView(), status: "teleported", declineReason: "boredom", mood: "fine" };
  const { answer } = look(() => Response.json(odd));
  expect(await answer).toMatchObject({ ok: true, value: pendingView({ declineReason: "refused" }) });
});

test("an action that this version does not know shows no code and asks again", async () => {
  const odd = { ...pendingView(), nextAction: { kind: "sing", url: "https://song.example/" } };
  const { answer } = look(() => Response.json(odd));
  const read = await answer;
  const state = paymentState(lookOf(read.ok ? read.value : null), false, null);
  expect(state).toMatchObject({ phase: "checking", payment: { id: pendingView().id } });
});

test("an address that would run script never becomes a link", async () => {
  const bad = {
    ...pendingView(),
    nextAction: { kind: "scan_qr", url: "javascript:alert(1)", deepLink: null },
  };
  const { answer } = look(() => Response.json(bad));
  expect(await answer).toMatchObject({ ok: true, value: { nextAction: null } });
});

test.each([
  ["an HTML page", () => new Response("<h1>hi</h1>"), "bad_answer", true],
  ["half a body", () => new Response('{"id":"p1","or'), "bad_answer", true],
  ["another shape", () => Response.json({ hello: 1 }), "bad_answer", true],
  ["a proxy's 502", () => new Response("<h1>502</h1>", { status: 502 }), "bad_answer", true],
  ["a 404 that is not ours", () => new Response("nope", { status: 404 }), "route_not_found", false],
  ["a code from a newer server", () => error("brand_new", true), "brand_new", true],
  ["one of our codes", () => error("token_expired", false), "token_expired", false],
  ["no network", () => Promise.reject(new TypeError("Failed to fetch")), "network_failed", true],
])("%s is a problem, not a throw", async (_what, response, code, retryable) => {
  expect(await look(response).answer).toMatchObject({ ok: false, problem: { code, retryable } });
});

test.each([
  ["seconds", "7", 7_000],
  ["a date", "Thu, 01 Jan 1970 00:00:09 GMT", 9_000],
  ["nonsense", "soon", null],
])("Retry-After as %s", async (_what, header, expected) => {
  vi.useFakeTimers({ now: 0 });
  const { answer } = look(() => error("provider_busy", true, { "retry-after": header }));
  expect(await answer).toMatchObject({ problem: { retryAfterMs: expected } });
});

test("an answer that never comes is given up", async () => {
  vi.useFakeTimers();
  const fetch: typeof globalThis.fetch = (_input, init) =>
    new Promise((_resolve, reject) =>
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)),
    );
  const answer = startPayment({ basePath: "/pay", fetch }, { order: "order-1" });
  await vi.advanceTimersByTimeAsync(40_000);
  expect(await answer).toMatchObject({ ok: false, problem: { code: "timed_out", retryable: true } });
});

function error(code: string, retryable: boolean, headers: HeadersInit = {}): Response {
  return Response.json({ error: { code, message: "m", retryable, help: "" } }, { status: 503, headers });
}
