import { fork } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Outcome } from "../../provider.ts";
import { lonelyOrigin, type Serve, startRawUpstream } from "../../testing/raw-upstream.ts";
import { createPayPayClient, type PayPayClient } from "./client.ts";
import { trialMerchant } from "./options.ts";
import { createNodeTransport } from "./transport.ts";

// What the network and PayPay can do to a call, and what the call then says of itself. Rule zero: whatever happens
// between the first byte of the request and a well-formed answer is `unknown`; `not_sent` is only what never left.

vi.setConfig({ testTimeout: 60_000 });

const methods = ["GET", "POST", "DELETE"] as const;
type Method = (typeof methods)[number];

/** "kind", or "kind reason". */
type Said = string;
interface Case {
  name: string;
  said: Said | Record<Method, Said>;
  serve?: Serve;
  tls?: "self_signed" | "refused" | "silent";
  /** Nobody listens there, or its name has no address. */
  nowhere?: "refused" | "no_address";
  /** How many requests may arrive, if not one. */
  requests?: number;
  message?: RegExp;
}

const personal = "Taro Yamada 090-1234-5678";
const ended = /connection ended before/i;
const silent = /within 0\.3 s/;

const cases: Case[] = [
  { name: "the name has no address", said: "not_sent unreachable", nowhere: "no_address", requests: 0 },
  { name: "nobody listens", said: "not_sent unreachable", nowhere: "refused", requests: 0 },
  { name: "TLS refused", said: "not_sent unreachable", tls: "refused", requests: 0 },
  {
    name: "a TLS handshake that never ends",
    said: "not_sent unreachable",
    tls: "silent",
    requests: 0,
    message: /in time/,
  },
  {
    name: "a certificate that nobody vouches for",
    said: "not_sent unreachable",
    tls: "self_signed",
    requests: 0,
    message: /certificate/,
  },

  { name: "accepts, and never answers", said: "unknown no_answer", serve: () => undefined, message: silent },
  {
    name: "headers, then silence",
    said: "unknown no_answer",
    serve: (socket) => socket.write(head(200, { "Content-Length": 90 })),
    message: silent,
  },
  { name: "one byte after the other", said: "unknown no_answer", serve: drip, message: silent },
  { name: "FIN before the headers", said: "unknown no_answer", serve: (s) => s.end(), message: ended },
  {
    name: "RST before the headers",
    said: "unknown no_answer",
    serve: (s) => s.resetAndDestroy(),
    message: ended,
  },
  { name: "FIN amid the headers", said: "unknown no_answer", serve: (s) => s.end("HTTP/1.1 20") },
  {
    name: "something that is not HTTP",
    said: "unknown no_answer",
    serve: (s) => s.end("hello there\r\n\r\n"),
  },
  {
    name: "an upgrade nobody asked for",
    said: "unknown no_answer",
    serve: (s) => s.write("HTTP/1.1 101 S\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
  },
  ...(["FIN", "RST"] as const).flatMap((end): Case[] => [
    {
      name: `${end} amid a body of a known length`,
      said: "unknown no_answer",
      serve: (s) => finish(s, `${head(200, { "Content-Length": 90 })}{"re`, end),
      message: ended,
    },
    {
      name: `${end} amid a chunked body`,
      said: "unknown no_answer",
      serve: (s) => finish(s, `${head(200, { "Transfer-Encoding": "chunked" })}4\r\n{"re\r\n`, end),
      message: ended,
    },
    {
      name: `${end} after a body of a known length`,
      said: "done",
      serve: (s, { method }) => finish(s, answer(success(method)), end, 50),
    },
    {
      name: `${end} after a chunked body`,
      said: "done",
      serve: (s, { method }) => finish(s, chunked(success(method)), end, 50),
    },
  ]),
  {
    name: "half a body that calls itself whole",
    said: "unknown no_answer",
    serve: (s) => s.end(`${head(200, { Connection: "close" })}{"re`),
  },

  // PayPay's own failures, and those of what stands before it.
  {
    name: "500 INTERNAL_SERVER_ERROR",
    said: "unknown provider_error",
    serve: (s) => s.write(answer({ status: 500, code: "INTERNAL_SERVER_ERROR" })),
  },
  ...[502, 503, 504].map(
    (status): Case => ({
      name: `a page of HTML with ${status}`,
      said: "unknown provider_error",
      serve: (s) => s.write(answer({ status, body: `<h1>${personal}</h1>`, type: "text/html" })),
    }),
  ),
  ...[200, 403].map(
    (status): Case => ({
      name: `a page of HTML with ${status}`,
      said: "unknown no_answer",
      serve: (s) => s.write(answer({ status, body: `<h1>${personal}</h1>`, type: "text/html" })),
    }),
  ),
  ...["", "{}", "null", "42", "[]", "{", "[".repeat(200_000), `{"resultInfo":{"code":"<b>${personal}"}}`].map(
    (body): Case => ({
      name: `a 200 that holds ${body.slice(0, 30) || "nothing"}`,
      said: "unknown no_answer",
      serve: (s) => s.write(answer({ status: 200, body })),
    }),
  ),
  {
    name: "a success under another content type",
    said: "unknown no_answer",
    serve: (s, { method }) => s.write(answer({ ...success(method), type: "text/html" })),
  },
  {
    name: "a success that is not UTF-8",
    said: "unknown no_answer",
    serve: (s) => {
      s.write(head(200, { "Content-Length": 3 }));
      s.write(Buffer.from([0x7b, 0xff, 0x7d]));
    },
  },
  {
    name: "gzip that nobody asked for",
    said: "unknown no_answer",
    serve: (s, { method }) => zipped(s, gzipSync(success(method).body)),
  },
  {
    name: "a success of another shape",
    said: { GET: "unknown no_answer", POST: "unknown no_answer", DELETE: "unknown no_answer" },
    serve: (s, { method }) => s.write(answer({ status: okStatus(method), code: "SUCCESS", data: 5 })),
  },
  {
    name: "500 TRANSACTION_FAILED: it did not happen",
    said: "declined refused",
    serve: (s) => s.write(answer({ status: 500, code: "TRANSACTION_FAILED" })),
  },
  {
    name: "400 with a code of PayPay's: it did not happen",
    said: "declined invalid_request",
    serve: (s) => s.write(answer({ status: 400, code: "INVALID_PARAMS" })),
  },
  {
    name: "429 RATE_LIMIT",
    said: "declined rate_limited",
    serve: (s) => s.write(answer({ status: 429, code: "RATE_LIMIT" })),
  },
  {
    name: "429 of something before PayPay",
    said: "declined rate_limited",
    serve: (s) => s.write(answer({ status: 429, body: "slow down", type: "text/plain" })),
  },
  {
    name: "503 MAINTENANCE_MODE",
    said: { GET: "declined maintenance", POST: "unknown maintenance", DELETE: "unknown maintenance" },
    serve: (s) => s.write(answer({ status: 503, code: "MAINTENANCE_MODE" })),
  },

  // Answers that want our memory.
  {
    name: "a body over 1 MiB",
    said: "unknown no_answer",
    serve: (s) => s.write(answer({ status: 200, body: `{"a":"${"x".repeat(1024 * 1024)}"}` })),
    message: /larger than 1 MiB/,
  },
  { name: "an endless body", said: "unknown no_answer", serve: endless, message: /larger than 1 MiB/ },
  {
    name: "a bomb of 64 MB in 64 kB of gzip",
    said: "unknown no_answer",
    serve: (s) => zipped(s, bomb()),
  },

  // Answers that PayPay may begin to give one day.
  {
    name: "fields that we do not know",
    said: "done",
    serve: (s, { method }) => {
      const { status, data } = success(method);
      s.write(answer({ status, code: "SUCCESS", data: { ...data, surprise: { deep: [personal] } } }));
    },
  },
  {
    name: "a status word that we do not know",
    said: "done",
    serve: (s, { method }) => {
      const { status, data } = success(method);
      s.write(answer({ status, code: "SUCCESS", data: { ...data, status: "ON_HOLD", qrStatus: "GONE" } }));
    },
  },
  {
    name: "numbers beyond 2^53 where an amount should be",
    said: { GET: "unknown no_answer", POST: "unknown no_answer", DELETE: "done" },
    serve: (s, { method }) => {
      const { status, data } = success(method);
      const body = JSON.stringify({ resultInfo: { code: "SUCCESS" }, data: { ...data, amount: "@" } });
      s.write(answer({ status, body: body.replace('"@"', '{"amount":9007199254740993,"currency":"JPY"}') }));
    },
  },
  ...[301, 302, 303, 307, 308].map(
    (status): Case => ({
      name: `a redirect (${status})`,
      said: "unknown no_answer",
      serve: (s) => s.write(`HTTP/1.1 ${status} R\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n`),
    }),
  ),

  {
    name: "control: an answer at once",
    said: "done",
    serve: (s, { method }) => s.write(answer(success(method))),
  },
  {
    name: "control: an answer just in time",
    said: "done",
    serve: (s, { method }) => setTimeout(() => s.write(answer(success(method))), 200),
  },
];

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** A busy machine may take long over what has no time of its own; what is silent ends by the deadline alone. */
const patientMs = 10_000;

describe.each(cases)(
  "$name",
  ({ name, said, serve = () => undefined, tls, nowhere, requests = 1, message }) => {
    test.each(methods)("%s settles and says so", async (method) => {
      const upstream = await startRawUpstream(serve, tls === undefined ? {} : { tls });
      cleanUps.push(upstream.close);
      const deadlineMs = message === silent || tls === "silent" ? 300 : patientMs;
      const client =
        nowhere === "no_address"
          ? clientOf({ environment: "sandbox", deadlineMs })
          : clientOf({ emulatorUrl: nowhere ? await lonelyOrigin() : upstream.origin, deadlineMs });

      const startedAt = performance.now();
      const outcome = await call(client, method);

      expect(`${name}: ${wordsOf(outcome)}`).toBe(
        `${name}: ${typeof said === "string" ? said : said[method]}`,
      );
      expect(performance.now() - startedAt).toBeLessThan(deadlineMs + 3000);
      expect(upstream.requests.map(({ target }) => target)).toEqual(Array(requests).fill(targets[method]));
      if (message !== undefined)
        expect(outcome).toMatchObject({ problem: { message: expect.stringMatching(message) } });
      expect(JSON.stringify(outcome)).not.toMatch(/canary|Yamada|a_key|090-/);
    });
  },
);

test("of a failure the operator gets the status, PayPay's request id and how long to wait", async () => {
  const upstream = await startRawUpstream((socket) =>
    socket.write(
      answer({
        status: 503,
        code: "MAINTENANCE_MODE",
        headers: { "X-REQUEST-ID": "OPA1", "Retry-After": 7 },
      }),
    ),
  );
  cleanUps.push(upstream.close);
  expect(await call(clientOf({ emulatorUrl: upstream.origin }), "POST")).toMatchObject({
    kind: "unknown",
    problem: {
      code: "MAINTENANCE_MODE",
      requestId: "OPA1",
      retryAfterMs: 7000,
      message: expect.stringContaining("answered POST /v2/codes with 503"),
    },
  });
});

describe("a connection that PayPay had closed while it was idle", () => {
  /** Answers the first request of each connection and resets it under the second. */
  const resetUnderSecond: Serve = (socket, { method, turn }) =>
    turn === 1 ? socket.write(answer(success(method))) : socket.resetAndDestroy();

  test("costs nothing in 1,000 calls where a repeat brings the earlier result", async () => {
    const upstream = await startRawUpstream(resetUnderSecond);
    cleanUps.push(upstream.close);
    const client = clientOf({ emulatorUrl: upstream.origin });
    const outcomes = new Map<Said, number>();
    for (let turn = 0; turn < 1000; turn += 1) {
      const words = wordsOf(await call(client, turn % 2 === 0 ? "GET" : "POST"));
      outcomes.set(words, (outcomes.get(words) ?? 0) + 1);
    }
    expect(Object.fromEntries(outcomes)).toEqual({ done: 1000 });
    // Every second call met a dead connection, or the test shows nothing.
    expect(upstream.requests.length).toBeGreaterThan(1300);
  });

  test("is unknown where a repeat could act twice", async () => {
    const upstream = await startRawUpstream(resetUnderSecond);
    cleanUps.push(upstream.close);
    const client = clientOf({ emulatorUrl: upstream.origin });
    expect(wordsOf(await call(client, "GET"))).toBe("done");
    expect(wordsOf(await call(client, "DELETE"))).toBe("unknown no_answer");
    expect(upstream.requests).toHaveLength(2);
  });

  test.each<[string, Serve]>([
    ["refuses it", (socket) => socket.write(answer({ status: 400, code: "INVALID_PARAMS" }))],
    ["limits our rate", (socket) => socket.write(answer({ status: 429, code: "RATE_LIMIT" }))],
  ])(
    "the repeat of a write proves nothing about the first one: when PayPay %s, it stays unknown",
    async (_name, refuse) => {
      let calls = 0;
      const upstream = await startRawUpstream((socket, request) => {
        calls += 1;
        return calls < 3 ? resetUnderSecond(socket, request) : refuse(socket, request);
      });
      cleanUps.push(upstream.close);
      const client = clientOf({ emulatorUrl: upstream.origin });
      expect(wordsOf(await call(client, "GET"))).toBe("done");
      expect(await call(client, "POST")).toMatchObject({ kind: "unknown" });
      expect(upstream.requests).toHaveLength(3);
    },
  );

  test("when the repeat finds nobody, the first request may have arrived all the same", async () => {
    const upstream = await startRawUpstream((socket, { method, turn }) => {
      if (turn === 1) return socket.write(answer(success(method)));
      upstream.close();
      return socket.resetAndDestroy();
    });
    cleanUps.push(upstream.close);
    const client = clientOf({ emulatorUrl: upstream.origin });
    expect(wordsOf(await call(client, "GET"))).toBe("done");
    expect(wordsOf(await call(client, "POST"))).toMatch(/^unknown/);
  });
});

test("huge, endless and zipped answers cost a process less than 20 MB, and nothing of them is kept", async () => {
  const upstream = await startRawUpstream((socket, { method, target }) => {
    if (target.includes("huge")) return socket.write(hugeAnswer);
    if (target.includes("endless")) return endless(socket);
    if (target.includes("bomb")) return zipped(socket, bomb());
    return socket.write(answer(success(method)));
  });
  cleanUps.push(upstream.close);
  const script = fileURLToPath(new URL("../../testing/call-upstream.ts", import.meta.url));
  const child = fork(script, [upstream.origin], { execArgv: ["--expose-gc"] });
  cleanUps.push(() => child.kill());
  const [report] = await once(child, "message");
  expect(report).toMatchObject({ done: 50, unknown: 60, other: 0 });
  expect(report.grownBytes).toBeLessThan(20 * 1024 * 1024);
  expect(report.keptBytes).toBeLessThan(3 * 1024 * 1024);
});

function clientOf({
  environment = "emulator",
  emulatorUrl,
  deadlineMs = patientMs,
}: {
  environment?: "emulator" | "sandbox";
  emulatorUrl?: string;
  deadlineMs?: number;
}): PayPayClient {
  const lookup: NonNullable<Parameters<typeof createNodeTransport>[0]>["lookup"] = (
    hostname,
    _options,
    callback,
  ) => callback(new Error(`no ${hostname}`), "");
  const client = createPayPayClient({
    ...trialMerchant,
    environment,
    apiKey: "a_key",
    apiSecret: "canary-5ecret-canary-5ecret-0001",
    merchantId: "42",
    emulatorUrl,
    timeouts: { "codes.create": deadlineMs, "codes.payment": deadlineMs, "codes.delete": deadlineMs },
    ...(environment === "sandbox" && { transport: createNodeTransport({ lookup }) }),
  });
  cleanUps.push(client.close);
  return client;
}

const targets = { GET: "/v2/codes/payments/pay_1", POST: "/v2/codes", DELETE: "/v2/codes/04-abc" } as const;

function call(client: PayPayClient, method: Method): Promise<Outcome<unknown>> {
  if (method === "GET") return client.codes.payment({ merchantPaymentId: "pay_1" });
  if (method === "DELETE") return client.codes.delete({ codeId: "04-abc" });
  const amount = { amount: 1500, currency: "JPY" } as const;
  return client.codes.create({ merchantPaymentId: "pay_1", amount, codeType: "ORDER_QR" });
}

function wordsOf(outcome: Outcome<unknown>): Said {
  return "problem" in outcome ? `${outcome.kind} ${outcome.problem.reason}` : outcome.kind;
}

interface Answer {
  status: number;
  code?: string;
  data?: unknown;
  body?: string;
  type?: string;
  headers?: Record<string, string | number>;
}

function head(status: number, headers: Record<string, string | number>): string {
  const lines = Object.entries({ "Content-Type": "application/json", ...headers }).map(
    ([k, v]) => `${k}: ${v}\r\n`,
  );
  return `HTTP/1.1 ${status} S\r\n${lines.join("")}\r\n`;
}

function bodyOf({ code, data = null, body }: Answer): string {
  return body ?? JSON.stringify({ resultInfo: { code, message: personal, codeId: "08100001" }, data });
}

function answer(given: Answer): string {
  const body = bodyOf(given);
  const type = given.type ?? "application/json";
  return (
    head(given.status, {
      "Content-Type": type,
      "Content-Length": Buffer.byteLength(body),
      ...given.headers,
    }) + body
  );
}

function chunked(given: Answer): string {
  const body = bodyOf(given);
  const size = Buffer.byteLength(body).toString(16);
  return `${head(given.status, { "Transfer-Encoding": "chunked" })}${size}\r\n${body}\r\n0\r\n\r\n`;
}

function okStatus(method: string): number {
  return method === "POST" ? 201 : 200;
}

function success(method: string) {
  const data = {
    GET: { status: "CREATED", merchantPaymentId: "pay_1" },
    POST: { codeId: "04-abc", url: "paypay://payment?link_key=x", expiryDate: 1_800_000_000 },
    DELETE: { qrStatus: "DELETED" },
  }[method];
  return {
    status: okStatus(method),
    code: "SUCCESS",
    data,
    body: bodyOf({ status: 200, code: "SUCCESS", data }),
  };
}

function finish(socket: Socket, bytes: string, end: "FIN" | "RST", afterMs = 0): void {
  const stop = () => (end === "FIN" ? socket.end() : socket.resetAndDestroy());
  socket.write(bytes, () => (afterMs === 0 ? stop() : setTimeout(stop, afterMs)));
}

function drip(socket: Socket): void {
  socket.write(head(200, { "Content-Length": 900 }));
  const timer = setInterval(() => socket.write(" "), 20);
  socket.once("close", () => clearInterval(timer));
}

const block = Buffer.alloc(65_536, 32);

function endless(socket: Socket): void {
  socket.write(head(200, { Connection: "close" }));
  const pour = () => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on("drain", pour);
  pour();
}

function zipped(socket: Socket, bytes: Buffer): void {
  socket.write(head(200, { "Content-Encoding": "gzip", "Content-Length": bytes.byteLength }));
  socket.write(bytes);
}

const hugeAnswer = head(200, { "Content-Length": 8 * 1024 * 1024 }) + " ".repeat(8 * 1024 * 1024);

let zippedBomb: Buffer | undefined;
function bomb(): Buffer {
  zippedBomb ??= gzipSync(Buffer.alloc(64 * 1024 * 1024));
  return zippedBomb;
}
