import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DatabaseHandle } from "./database.ts";
import { lockFolder } from "./folder-lock.ts";

export interface PgliteOptions {
  /** Where the database lives; created when it is not there. One process at a time. */
  folder: string;
  /** A data directory, dumped and gzipped, to be born from instead of running initdb. Default: the one made at build time. */
  image?: URL | string;
}

/**
 * Opens the embedded database of a folder. Opening the same folder again in this process shares the database, so that
 * the shop's tables and the payment record can live in it together; it closes when the last handle is closed.
 *
 * @throws KaikeiError `store_locked` when another process has the folder open.
 *
 * @example
 * ```ts
 * const { db } = await openPglite({ folder: ".kaikei/database" });
 * ```
 */
export async function openPglite({ folder, image = builtImage }: PgliteOptions): Promise<DatabaseHandle> {
  const path = resolve(folder);
  const shared = sharedDatabases();
  const entry = shared.get(path) ?? { opening: openFolder(path, image), users: 0 };
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
    const { db, close } = await entry.opening;
    return {
      engine: "pglite",
      db,
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

const builtImage = new URL("./empty-database.tar.gz", import.meta.url);

async function openFolder(
  folder: string,
  image: URL | string,
): Promise<Pick<DatabaseHandle, "db" | "close">> {
  const lock = lockFolder(folder);
  try {
    const [{ PGlite }, { drizzle }] = await Promise.all([
      import("@electric-sql/pglite"),
      import("drizzle-orm/pglite"),
    ]);
    const data = join(folder, "data");
    if (!existsSync(data)) await bear(PGlite, folder, data, image);
    const client = await PGlite.create({ dataDir: data });
    return {
      db: drizzle({ client }),
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

/** Made aside and then renamed, so that a process killed meanwhile leaves no half-made database behind. */
async function bear(
  PGlite: typeof import("@electric-sql/pglite").PGlite,
  folder: string,
  data: string,
  image: URL | string,
): Promise<void> {
  const unborn = join(folder, "unborn");
  rmSync(unborn, { recursive: true, force: true });
  const client = await PGlite.create({
    dataDir: unborn,
    ...(existsSync(image) ? { loadDataDir: new Blob([new Uint8Array(readFileSync(image))]) } : {}),
  });
  await client.close();
  renameSync(unborn, data);
}

interface Shared {
  opening: Promise<Pick<DatabaseHandle, "db" | "close">>;
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
