import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
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
