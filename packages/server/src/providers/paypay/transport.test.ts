import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { createNodeTransport, largestAnswerBytes, type TransportRequest } from "./transport.ts";

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** Runs each raw connection through `serve` once the request's head has arrived. */
async function rawServer(serve: (socket: Socket) => void, scheme = "http"): Promise<string> {
  return listen(
    createTcpServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.once("data", () => serve(socket));
    }),
    scheme,
  );
}

async function httpServer(listener: RequestListener): Promise<string> {
  return listen(createHttpServer(listener), "http");
}

async function listen(server: Server, scheme: string): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanUps.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `${scheme}://127.0.0.1:${portOf(server)}`;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server does not listen");
  return address.port;
}

function newTransport() {
  const transport = createNodeTransport();
  cleanUps.push(transport.close);
  return transport;
}

function post(origin: string, more: Partial<TransportRequest> = {}): TransportRequest {
  const body = new TextEncoder().encode('{"a":1}');
  return { method: "POST", origin, target: "/v2/codes", headers: {}, body, deadlineMs: 500, ...more };
}

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

describe("a connection that was given up", () => {
  test("by an abort is destroyed, and the call may have arrived", async () => {
    const abort = new AbortController();
    let onClose: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      onClose = resolve;
    });
    const origin = await rawServer((socket) => {
      socket.once("close", onClose);
      abort.abort();
    });
    const answer = await newTransport()(post(origin, { signal: abort.signal }));
    expect(answer).toEqual({ kind: "no_answer", cause: "aborted" });
    await closed;
  });

  test("by the deadline is destroyed, not used again", async () => {
    let connections = 0;
    const origin = await rawServer((socket) => {
      connections += 1;
      if (connections > 1) socket.end(`${head}Content-Length: 2\r\n\r\n{}`);
    });
    const transport = newTransport();
    expect(await transport(post(origin))).toMatchObject({ kind: "no_answer" });
    expect(await transport(post(origin))).toMatchObject({ kind: "answer" });
    expect(connections).toBe(2);
  });
});

describe("what certainly did not leave is called so", () => {
  test.each([
    ["at once", (fail: () => void) => fail()],
    ["after a while", (fail: () => void) => setTimeout(fail, 10)],
  ])("the name has no address, said %s", async (_when, wait) => {
    const transport = createNodeTransport({
      lookup: (hostname, _options, callback) => wait(() => callback(new Error(`no ${hostname}`), "")),
    });
    const answer = await transport(post("https://apigw.paypay.ne.jp"));
    expect(answer).toEqual({ kind: "not_sent", cause: "connection" });
  });

  test("the call was aborted before it began", async () => {
    let connections = 0;
    const origin = await rawServer(() => {
      connections += 1;
    });
    const answer = await newTransport()(post(origin, { signal: AbortSignal.abort() }));
    expect(answer).toEqual({ kind: "not_sent", cause: "aborted" });
    expect(connections).toBe(0);
  });

  test.each(["http://shop.example", "http://192.0.2.1", "http://127.0.0.1.shop.example", "ftp://127.0.0.1"])(
    "plain text to %s is refused",
    async (origin) => {
      expect(await newTransport()(post(origin))).toEqual({ kind: "not_sent", cause: "insecure" });
    },
  );
});

describe("answers", () => {
  test("method, target, headers and body arrive as they were given", async () => {
    const seen: unknown[] = [];
    const origin = await httpServer((request, response) => {
      request.setEncoding("utf8");
      request.on("data", (text) => seen.push(request.method, request.url, request.headers["x-a"], text));
      request.on("end", () => response.writeHead(201, { "X-Request-Id": "OPA1" }).end("{}"));
    });
    const answer = await newTransport()(post(origin, { target: "/v2/a%2Fb?c=%27", headers: { "X-A": "b" } }));
    expect(seen).toEqual(["POST", "/v2/a%2Fb?c=%27", "b", '{"a":1}']);
    if (answer.kind !== "answer") throw new Error(answer.kind);
    expect(answer.status).toBe(201);
    expect(answer.header("x-request-id")).toBe("OPA1");
    expect(answer.header("x-nothing")).toBeNull();
    expect(new TextDecoder().decode(answer.body)).toBe("{}");
  });

  test("a body that the end of the connection ends is complete", async () => {
    const origin = await rawServer((socket) => socket.end(`${head}Connection: close\r\n\r\n{"a":1}`));
    const answer = await newTransport()(post(origin));
    expect(answer).toMatchObject({ kind: "answer", body: Buffer.from('{"a":1}') });
  });

  test.each([301, 302, 303, 307, 308])(
    "a redirect (%i) is an answer, and its target sees no request",
    async (status) => {
      let followed = 0;
      const target = await httpServer((_request, response) => {
        followed += 1;
        response.end();
      });
      const origin = await httpServer((_request, response) =>
        response.writeHead(status, { Location: `${target}/v2/codes` }).end(),
      );
      expect(await newTransport()(post(origin))).toMatchObject({ kind: "answer", status });
      expect(followed).toBe(0);
    },
  );

  test("a body of exactly 1 MiB is read, one byte more is not", async () => {
    const sizes = [largestAnswerBytes, largestAnswerBytes + 1];
    const origin = await httpServer((_request, response) => response.end(Buffer.alloc(sizes.shift() ?? 0)));
    const transport = newTransport();
    expect(await transport(post(origin, { deadlineMs: 5000 }))).toMatchObject({
      kind: "answer",
      status: 200,
    });
    const answer = await transport(post(origin, { deadlineMs: 5000 }));
    expect(answer).toEqual({ kind: "no_answer", cause: "too_large" });
  });

  test("calls one after the other share a connection", async () => {
    const sockets = new Set<Socket>();
    const origin = await httpServer((request, response) => {
      sockets.add(request.socket);
      request.resume().on("end", () => response.end("{}"));
    });
    const transport = newTransport();
    for (let call = 0; call < 5; call += 1)
      expect(await transport(post(origin))).toMatchObject({ kind: "answer" });
    expect(sockets.size).toBe(1);
  });

  test("a connection that the other side closed while it was idle is not used again", async () => {
    const sockets: Socket[] = [];
    const origin = await httpServer((request, response) => {
      sockets.push(request.socket);
      request.resume().on("end", () => response.end("{}"));
    });
    const transport = newTransport();
    await transport(post(origin));
    sockets[0]?.end();
    await new Promise((resolve) => sockets[0]?.once("close", resolve));
    expect(await transport(post(origin))).toMatchObject({ kind: "answer" });
    expect(new Set(sockets).size).toBe(2);
  });

  test("the end of a kept connection without a byte of an answer is told apart; a new connection's is not", async () => {
    let calls = 0;
    const origin = await httpServer((request, response) => {
      calls += 1;
      request.resume().on("end", () => {
        if (calls === 1) response.end("{}");
        else if (calls === 2) request.socket.resetAndDestroy();
        else request.socket.end();
      });
    });
    const transport = newTransport();
    expect(await transport(post(origin))).toMatchObject({ kind: "answer" });
    expect(await transport(post(origin))).toEqual({ kind: "no_answer", cause: "kept_connection" });
    expect(await transport(post(origin))).toEqual({ kind: "no_answer", cause: "connection" });
  });

  test("a kept connection that ends amid an answer is one whose answer is lost", async () => {
    let calls = 0;
    const origin = await httpServer((request, response) => {
      calls += 1;
      request.resume().on("end", () => {
        if (calls === 1) response.end("{}");
        else request.socket.end("HTTP/1.1 2");
      });
    });
    const transport = newTransport();
    expect(await transport(post(origin))).toMatchObject({ kind: "answer" });
    expect(await transport(post(origin))).toEqual({ kind: "no_answer", cause: "connection" });
  });

  test("a fresh call has a connection of its own, which ends with it", async () => {
    const sockets: Socket[] = [];
    const origin = await httpServer((request, response) => {
      sockets.push(request.socket);
      request.resume().on("end", () => response.end("{}"));
    });
    const transport = newTransport();
    await transport(post(origin));
    expect(await transport(post(origin, { fresh: true }))).toMatchObject({ kind: "answer" });
    expect(await transport(post(origin))).toMatchObject({ kind: "answer" });
    expect(sockets[1]).not.toBe(sockets[0]);
    expect(sockets[2]).toBe(sockets[0]);
    if (sockets[1]?.closed === false) await new Promise((resolve) => sockets[1]?.once("close", resolve));
  });

  test("bytes that follow an answer are never taken for the next one's", async () => {
    let calls = 0;
    const origin = await httpServer((request, response) => {
      calls += 1;
      const answer = (digit: number) => `${head}Content-Length: 1\r\n\r\n${digit}`;
      request.resume().on("end", () => {
        if (calls === 1) response.socket?.write(`${answer(1)}${answer(9)}`);
        else response.end(String(calls));
      });
    });
    const transport = newTransport();
    const bodies = [];
    for (let call = 0; call < 3; call += 1) {
      const answer = await transport(post(origin));
      bodies.push(answer.kind === "answer" ? new TextDecoder().decode(answer.body) : answer.kind);
    }
    expect(bodies).toEqual(["1", "2", "3"]);
  });

  test("after close() a new call opens a new connection", async () => {
    const sockets = new Set<Socket>();
    const origin = await httpServer((request, response) => {
      sockets.add(request.socket);
      request.resume().on("end", () => response.end("{}"));
    });
    const transport = newTransport();
    await transport(post(origin));
    transport.close();
    expect(await transport(post(origin))).toMatchObject({ kind: "answer" });
    expect(sockets.size).toBe(2);
  });
});

test("whatever bytes come back, in whatever pieces, a call settles and never rejects", async () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        head,
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\n\r\n",
        "HTTP/1.1 101 S\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "Content-Length: 3\r\n",
        "Content-Length: -1\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Connection: close\r\n",
        "Keep-Alive: timeout=0\r\n",
        "\r\n",
        "3\r\nabc\r\n",
        "0\r\n\r\n",
        "abc",
      ),
      fc.string({ maxLength: 12 }),
    ),
    { maxLength: 8 },
  );
  const transport = newTransport();
  await fc.assert(
    fc.asyncProperty(pieces, fc.constantFrom("end", "reset"), async (chunks, ending) => {
      const origin = await rawServer(async (socket) => {
        for (const chunk of chunks) {
          if (!socket.destroyed) await new Promise((resolve) => socket.write(chunk, resolve));
        }
        if (ending === "end") socket.end();
        else socket.resetAndDestroy();
      });
      const answer = await transport(post(origin, { deadlineMs: 5000 }));
      expect(["answer", "no_answer"]).toContain(answer.kind);
    }),
    { numRuns: 150 },
  );
}, 60_000);
