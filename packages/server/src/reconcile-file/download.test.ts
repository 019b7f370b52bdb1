import { createServer } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, test } from "vitest";
import { type RawUpstream, type Serve, startRawUpstream } from "../testing/raw-upstream.ts";
import { type DownloadLimits, download } from "./download.ts";

const limits: DownloadLimits = { maxBytes: 100_000, deadlineMs: 300, mayBePrivate: true };
const upstreams: RawUpstream[] = [];
afterEach(() => {
  for (const { close } of upstreams.splice(0)) close();
});

async function listen(serve: Serve, options?: Parameters<typeof startRawUpstream>[1]) {
  const upstream = await startRawUpstream(serve, options);
  upstreams.push(upstream);
  return upstream;
}
const answer =
  (status: string, headers: string, body: string | Uint8Array = "") =>
  (socket: Socket) => {
    socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\n`);
    socket.end(body);
  };
const forever = (socket: Socket, write: () => void) => {
  const timer = setInterval(write, 20);
  socket.on("close", () => clearInterval(timer));
};

it("a file is fetched as it is, and nothing of ours is sent along", async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${Object.keys(request.headers).sort().join(" ")}`);
    response.end(Uint8Array.from([0x8c, 0x88, 0x0a]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const url = new URL(`http://127.0.0.1:${port}/transaction.csv?token=abc#part`);
  expect(await download(url, limits)).toEqual({ kind: "file", bytes: Buffer.from([0x8c, 0x88, 0x0a]) });
  expect(seen).toEqual(["GET /transaction.csv?token=abc accept accept-encoding connection host user-agent"]);
  server.close();
});

describe("is given up, within its deadline and without holding more than its limit, when the other side", () => {
  test.each<[string, RegExp, Serve]>([
    [
      "sends us elsewhere",
      /302/,
      answer("302 Found", "location: http://127.0.0.1:1/\r\ncontent-length: 0\r\n"),
    ],
    [
      "sends us elsewhere for good",
      /308/,
      answer("308 Permanent Redirect", "location: https://x.example/\r\n"),
    ],
    ["does not know the file", /404/, answer("404 Not Found", "content-length: 0\r\n")],
    ["answers with a part of it", /206/, answer("206 Partial Content", "content-length: 2\r\n", "ok")],
    ["says that it is too large", /too large/, answer("200 OK", "content-length: 100001\r\n", "x")],
    [
      "sends without end",
      /too large/,
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        forever(socket, () => socket.write("x".repeat(20_000)));
      },
    ],
    [
      "sends a byte now and then",
      /within 0\.3 s/,
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        forever(socket, () => socket.write("x"));
      },
    ],
    ["says nothing", /within 0\.3 s/, () => undefined],
    [
      "sends headers without end",
      /failed/,
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        forever(socket, () => socket.write(`x: ${"y".repeat(5000)}\r\n`));
      },
    ],
    ["packs it", /packed/, answer("200 OK", "content-encoding: gzip\r\n", gzipSync("x".repeat(1_000_000)))],
    [
      "packs it with a word of its own",
      /packed/,
      answer("200 OK", "content-encoding: identity, br\r\n", "x"),
    ],
    ["cuts it off", /failed|cut off/, answer("200 OK", "content-length: 10\r\n", "short")],
    ["speaks no HTTP", /failed/, (socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")],
    ["hangs up", /failed/, (socket) => socket.destroy()],
  ])("%s", async (_what, why, serve) => {
    const { origin, requests } = await listen(serve);
    const started = performance.now();
    const result = await download(new URL(`${origin}/x`), limits);
    expect(result).toEqual({ kind: "refused", why: expect.stringMatching(why) });
    expect(performance.now() - started).toBeLessThan(3000);
    expect(requests).toHaveLength(1);
  });

  it("has a certificate that nobody vouches for", async () => {
    const { origin, requests } = await listen(answer("200 OK", "", "x"), { tls: "self_signed" });
    expect(await download(new URL(origin), limits)).toMatchObject({ kind: "refused" });
    expect(requests).toEqual([]);
  });
});

describe("a listed host whose name leads into our own network is not connected to", () => {
  test.each([
    ["this machine", [{ address: "127.0.0.1", family: 4 }]],
    ["a metadata service", [{ address: "169.254.169.254", family: 4 }]],
    [
      "one public and one private address",
      [
        { address: "52.192.112.175", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ],
    ],
    ["this machine in IPv6's clothes", [{ address: "::ffff:127.0.0.1", family: 6 }]],
    ["nothing", []],
  ])("%s", async (_what, addresses) => {
    let connected = false;
    const { origin } = await listen(() => {
      connected = true;
    });
    const { port } = new URL(origin);
    const url = new URL(`http://files.example.com:${port}/x`);
    const result = await download(url, {
      ...limits,
      mayBePrivate: false,
      lookup: (_hostname, _options, callback) => callback(null, addresses),
    });
    expect(result).toMatchObject({ kind: "refused" });
    expect(connected).toBe(false);
  });
});
