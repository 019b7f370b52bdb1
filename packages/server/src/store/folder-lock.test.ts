import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockFolder } from "./folder-lock.ts";

const holderScript = fileURLToPath(new URL("../testing/hold-folder.ts", import.meta.url));
let folder: string;
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kaikei-lock-"));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** Another process that tries to lock the folder; "held", or the code of its error. */
async function tryElsewhere(): Promise<{ child: ChildProcess; answer: unknown }> {
  const child = fork(holderScript, [folder]);
  children.push(child);
  const [answer] = await once(child, "message");
  return { child, answer };
}

it("a second process is refused, with the number of the one that holds it", async () => {
  const { child, answer } = await tryElsewhere();
  expect(answer).toBe("held");
  expect(() => lockFolder(folder)).toThrow(new RegExp(`open in process ${child.pid}`));
});

it("after SIGKILL the stale lock is taken over at once", async () => {
  const { child } = await tryElsewhere();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(() => lockFolder(folder)).not.toThrow();
});

it("after release somebody else may have it", async () => {
  lockFolder(folder).release();
  expect((await tryElsewhere()).answer).toBe("held");
});

it("of ten processes that find a stale lock together, one gets it", async () => {
  const { child } = await tryElsewhere();
  child.kill("SIGKILL");
  await once(child, "exit");
  const tries = await Promise.all(Array.from({ length: 10 }, tryElsewhere));
  expect(tries.map(({ answer }) => answer).sort()).toEqual(["held", ...Array(9).fill("store_locked")]);
});

it("a process of the same number, born later, does not keep the lock alive", async () => {
  await writeFile(
    join(folder, "lock.7"),
    JSON.stringify({ pid: process.pid, startedAt: "1", released: false }),
  );
  lockFolder(folder);
  expect(await readdir(folder)).toEqual(["lock.8"]);
});
