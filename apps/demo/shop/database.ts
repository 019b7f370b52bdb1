import { openPglite } from "@kaikei/server/pglite";
import { openPostgres } from "@kaikei/server/postgres";
import { shopEnvironment } from "./environment.ts";
import { migrate } from "./migrate.ts";

type ShopHandle = Awaited<ReturnType<typeof openPglite>>;
export type ShopDatabase = ShopHandle["db"];

/** Opens the database that the shop and its payment record share, once per process. */
export function openShopDatabase(): Promise<ShopHandle> {
  const holder: typeof globalThis & { [handleKey]?: Promise<ShopHandle> } = globalThis;
  if (holder[handleKey] === undefined) {
    const opening = open();
    holder[handleKey] = opening;
    // The next visitor tries again.
    opening.catch(() => delete holder[handleKey]);
  }
  return holder[handleKey];
}

export async function shopDatabase(): Promise<ShopDatabase> {
  return (await openShopDatabase()).db;
}

/** On `globalThis`, because Next loads a module several times in one process. */
const handleKey = Symbol.for("kaikei.demo.database");

async function open(): Promise<ShopHandle> {
  const { databaseUrl } = shopEnvironment();
  const handle = /^postgres(ql)?:/.test(databaseUrl)
    ? await openPostgres({ url: databaseUrl })
    : await openPglite({ folder: databaseUrl });
  await migrate(handle.db);
  return handle;
}
