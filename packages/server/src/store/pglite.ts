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
 * Opens the embedded database of a folder. Opening the same folder again in this process gives the same handle, so
 * that the shop's tables and the payment record can share it.
 *
 * @throws KaikeiError `store_locked` when another process has the folder open.
 *
 * @example
 * ```ts
 * const { db } = await openPglite({ folder: ".kaikei/database" });
 * ```
 */
export function openPglite({ folder, image = builtImage }: PgliteOptions): Promise<DatabaseHandle> {
  const path = resolve(folder);
  const open = openHandles();
  const known = open.get(path);
  if (known !== undefined) return known;
  const opening = openFolder(path, image, () => open.delete(path));
  open.set(path, opening);
  opening.catch(() => open.delete(path));
  return opening;
}

const builtImage = new URL("./empty-database.tar.gz", import.meta.url);

async function openFolder(folder: string, image: URL | string, forget: () => void): Promise<DatabaseHandle> {
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
      engine: "pglite",
      db: drizzle({ client }),
      folder,
      close: async () => {
        forget();
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

/**
 * The one piece of state outside a function: a Next server loads this module several times (routes, instrumentation,
 * hot reload), and the folder still has one owner.
 */
function openHandles(): Map<string, Promise<DatabaseHandle>> {
  const holder: typeof globalThis & { [handlesKey]?: Map<string, Promise<DatabaseHandle>> } = globalThis;
  holder[handlesKey] ??= new Map();
  return holder[handlesKey];
}

const handlesKey = Symbol.for("kaikei.pglite");
