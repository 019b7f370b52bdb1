import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { readCommandLine } from "./command-line.ts";
import { type RunningEmulator, startEmulator } from "./server.ts";
import { createCaller } from "./testing/caller.ts";
import { codeRequest } from "./testing/shop.ts";

let running: RunningEmulator | null = null;

afterEach(async () => {
  await running?.close();
  running = null;
});

test("a real server answers signed calls, its wallet and nothing under /_control", async () => {
  running = await startEmulator({ port: 0 });
  const { url } = running;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { call } = createCaller({ fetch, clock: Date.now, origin: url });
  const { status, data } = await call("POST", "/v2/codes", codeRequest("order-1"));
  expect(status).toBe(201);
  expect(data.url).toBe(`${url}/pay/${data.codeId}`);
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(String(data.url))).status).toBe(200);
  expect((await fetch(`${url}/_control/ledger`)).status).toBe(404);
});

test("a file that is announced before anybody has called lies where the server listens", async () => {
  running = await startEmulator({ port: 0 });
  const { path } = running.control.announceFile({ day: "2026-11-20", kind: "transaction" });
  expect(new URL(path).origin).toBe(running.url);
  expect((await fetch(path)).status).toBe(200);
});

test.each([
  ["/v2/payments/order%2D1", "percent-encoded"],
  ["/v2/payments/%E6%B3%A8", "not ASCII"],
  ["/v2/payments/a/../order-1", "with dots"],
])("the path %s is verified as it came over the wire (%s)", async (path) => {
  running = await startEmulator({ port: 0 });
  const signer = createCaller({ fetch, clock: Date.now, origin: running.url });
  const { authorization } = Object.fromEntries(signer.request("GET", path).headers);
  const status = await rawStatus(running.url, path, `authorization: ${authorization}`);
  expect(status).toBe("HTTP/1.1 404 Not Found");
});

test("close ends a call that hangs", async () => {
  const emulator = await startEmulator({ port: 0 });
  emulator.control.faults.add({ kind: "hang" });
  const answer = fetch(`${emulator.url}/v2/codes`).catch((error: unknown) => error);
  await expect.poll(() => emulator.control.calls.list()).toHaveLength(1);
  await emulator.close();
  expect(await answer).toBeInstanceOf(TypeError);
});

test("a taken port is told with its number and how to choose another one", async () => {
  running = await startEmulator({ port: 0 });
  const port = Number(new URL(running.url).port);
  await expect(startEmulator({ port })).rejects.toThrow(`Port ${port} is taken`);
  await expect(startEmulator({ port })).rejects.toThrow("--port or the variable KAIKEI_EMULATOR_PORT");
});

test("the command ends with one clear line when its port is taken", async () => {
  const occupied = createServer().listen(0, "127.0.0.1");
  await once(occupied, "listening");
  const address = occupied.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { code, output } = await run(["--port", String(port)]);
  occupied.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} is taken`);
  expect(output).toContain("KAIKEI_EMULATOR_PORT");
});

test("the command line names what it is told, and the variable gives the port", () => {
  const args =
    "--webhook-url http://127.0.0.1:3000/hook --code-life 60 --control --public-url https://pay.test";
  expect(readCommandLine(args.split(" "), { KAIKEI_EMULATOR_PORT: "5000" })).toEqual({
    port: 5000,
    hostname: undefined,
    webhookUrl: "http://127.0.0.1:3000/hook",
    publicUrl: "https://pay.test",
    codeLifeSeconds: 60,
    control: true,
  });
  expect(readCommandLine([], {})).toMatchObject({ port: 4010, control: false });
  expect(readCommandLine(["--port", "1"], { KAIKEI_EMULATOR_PORT: "5000" })).toMatchObject({ port: 1 });
  expect(readCommandLine(["--help"], {})).toBeNull();
});

test.each([
  [["--port", "seven"], '--port (or KAIKEI_EMULATOR_PORT) cannot be "seven"'],
  [["--port", "70000"], "--port"],
  [["--webhook-url", "shop"], "--webhook-url"],
  [["--code-life", "-1"], "--code-life"],
  [["--verbose"], "--verbose"],
])("the command line %o is refused by name", (args, message) => {
  expect(() => readCommandLine(args, {})).toThrow(message);
});

async function run(args: readonly string[]): Promise<{ code: unknown; output: string }> {
  const cli = fileURLToPath(new URL("./cli.ts", import.meta.url));
  const child = spawn(process.execPath, [cli, ...args]);
  const [output, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { code, output };
}

/** `fetch` would normalise the path before it leaves. */
async function rawStatus(url: string, path: string, header: string): Promise<string | undefined> {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.end(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${header}\r\nconnection: close\r\n\r\n`);
  return (await text(socket)).split("\r\n")[0];
}
