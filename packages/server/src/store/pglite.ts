import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { KaikeiError } from "../errors.ts";
import type { DatabaseHandle } from "./database.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { listenOnPglite } from "./pglite-listener.ts";
import { refuseOuterUse } from "./refuse-outer-use.ts";

export interface PgliteOptions {
  /** Where the database lives; created when it is not there. One process at a time. */
  folder: string;
  /** Path of a data directory, dumped and gzipped, to be born from instead of running initdb. Default: the one made at build time. */
  image?: string;
  /** Milliseconds to wait for a process that is just ending to let the folder go. Default 5000. */
  waitMs?: number;
}

/**
 * Opens the embedded database of a folder. Opening the same folder again in this process shares the database, so that
 * the shop's tables and the payment record can live in it together; it closes when the last handle is closed.
 *
 * @throws KaikeiError `store_locked` when another process keeps the folder open.
 *
 * @example
 * ```ts
 * const { db } = await openPglite({ folder: ".kaikei/database" });
 * ```
 */
export async function openPglite({ folder, image, waitMs = 5000 }: PgliteOptions): Promise<DatabaseHandle> {
  const path = resolve(folder);
  const shared = sharedDatabases();
  const entry = shared.get(path) ?? { opening: openFolder(path, { image, waitMs }), users: 0 };
  shared.set(path, entry);
  entry.users += 1;
  let open = true;
  const leave = () => {
    if (open) entry.users -= 1;
    open = false;
    if (entry.users === 0 && shared.get(path) === entry) shared.delete(path);
    return entry.users === 0;
  };
  try {
    const { db, listen, close } = await entry.opening;
    return {
      engine: "pglite",
      db,
      listen,
      folder: path,
      close: async () => {
        if (open && leave()) await close();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

async function openFolder(
  folder: string,
  { image, waitMs }: { image: string | undefined; waitMs: number },
): Promise<OpenFolder> {
  const lock = await waitForFolder(folder, waitMs);
  try {
    const [{ PGlite }, { drizzle }] = await Promise.all([
      import("@electric-sql/pglite"),
      import("drizzle-orm/pglite"),
    ]);
    const data = join(folder, "data");
    if (!existsSync(data)) await bear(PGlite, folder, data, image ?? findBuiltImage());
    const client = await PGlite.create({ dataDir: data });
    return {
      db: drizzle({ client: refuseOuterUse(client) }),
      listen: listenOnPglite(client),
      close: async () => {
        await client.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A restarted server may come up before the old one has let go; two that both mean to stay are told apart by time. */
async function waitForFolder(folder: string, waitMs: number): Promise<FolderLock> {
  for (let waited = 0; ; waited += pauseMs) {
    try {
      return lockFolder(folder);
    } catch (error) {
      const held = error instanceof KaikeiError && error.code === "store_locked";
      if (!held || waited >= waitMs) throw error;
    }
    await setTimeout(pauseMs);
  }
}

const pauseMs = 100;

/**
 * The image lies in this package. A bundler moves code away from its package and takes `new URL("./file", …)` for an
 * asset of the web page, so the package is looked up by its name, from here and from the program's folder.
 */
function findBuiltImage(): string | null {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return createRequire(from).resolve("@kaikei/server/empty-database.tar.gz");
    } catch (error) {
      const isNotThere = error instanceof Error && "code" in error;
      if (!isNotThere) throw error;
    }
  }
  return null;
}

/** Made aside and then renamed, so that a process killed meanwhile leaves no half-made database behind. */
async function bear(
  PGlite: typeof import("@electric-sql/pglite").PGlite,
  folder: string,
  data: string,
  image: string | null,
): Promise<void> {
  const unborn = join(folder, "unborn");
  rmSync(unborn, { recursive: true, force: true });
  const client = await PGlite.create({
    dataDir: unborn,
    ...(image === null ? {} : { loadDataDir: new Blob([new Uint8Array(readFileSync(image))]) }),
  });
  await client.close();
  renameSync(unborn, data);
}

type OpenFolder = Pick<DatabaseHandle, "db" | "listen" | "close">;

interface Shared {
  opening: Promise<OpenFolder>;
  /** Handles that have not been closed. */
  users: number;
}

/**
 * The one piece of state outside a function: a Next server loads this module several times (routes, instrumentation,
 * hot reload), and the folder still has one owner.
 */
function sharedDatabases(): Map<string, Shared> {
  const holder: typeof globalThis & { [sharedKey]?: Map<string, Shared> } = globalThis;
  holder[sharedKey] ??= new Map();
  return holder[sharedKey];
}

const sharedKey = Symbol.for("kaikei.pglite");
