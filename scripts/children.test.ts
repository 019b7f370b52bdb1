import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Children, createChildren } from "./children.ts";

let children: Children;
let folder: string;

beforeEach(() => {
  children = createChildren({ patienceMs: 500 });
  folder = mkdtempSync(join(tmpdir(), "kaikei-children-"));
});

afterEach(async () => {
  await children.end();
  rmSync(folder, { recursive: true });
});

test("one's death is told with its exit code and its last words", async () => {
  start("The emulator", "console.error('no more cakes'); process.exit(3)");
  await once(children.death, "abort");
  expect(children.death.reason).toEqual(
    new Error("The emulator ended with exit code 3. It said:\n\nno more cakes"),
  );
});

test("ending takes grandchildren along and is no death", async () => {
  start("The storefront", `${withGrandchild} setTimeout(() => {}, 60_000);`);
  const grandchild = await grandchildsPort();
  await children.end();
  await vi.waitFor(async () => expect(await isAlive(grandchild)).toBe(false));
  expect(children.death.aborted).toBe(false);
});

test("a death takes its own grandchildren along, though they hold its output open", async () => {
  start("The storefront", `${withGrandchild} setTimeout(() => process.exit(1), 100);`);
  const grandchild = await grandchildsPort();
  if (!children.death.aborted) await once(children.death, "abort");
  await vi.waitFor(async () => expect(await isAlive(grandchild)).toBe(false));
});

test("a child that does not heed SIGTERM is ended all the same", async () => {
  start("The storefront", `process.on("SIGTERM", () => {}); ${withGrandchild} setTimeout(() => {}, 60_000);`);
  const grandchild = await grandchildsPort();
  await children.end();
  expect(await isAlive(grandchild)).toBe(false);
});

const withGrandchild = `
  const { spawn } = require("node:child_process");
  const program = \`
    const server = require("node:net").createServer().listen(0, "127.0.0.1", () =>
      require("node:fs").writeFileSync("port", String(server.address().port)));\`;
  spawn(process.execPath, ["-e", program], { stdio: "inherit" });`;

/** The grandchild is known by the port that it holds: its process id may stay as a zombie where nobody collects it. */
function grandchildsPort(): Promise<number> {
  return vi.waitFor(() => {
    const port = Number(readFileSync(join(folder, "port"), "utf8"));
    expect(port).toBeGreaterThan(0);
    return port;
  }, 10_000);
}

function start(name: string, program: string): void {
  children.start({ name, args: ["-e", program], cwd: folder, env: process.env });
}

function isAlive(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
