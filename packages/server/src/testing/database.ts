import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { inject } from "vitest";
import type { DatabaseHandle } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import { listenOnPglite } from "../store/pglite-listener.ts";
import { openPostgres } from "../store/postgres.ts";
import { refuseOuterUse } from "../store/refuse-outer-use.ts";
import { createDatabase } from "./postgres-server.ts";

export const engines = ["pglite", "postgres"] as const satisfies readonly DatabaseHandle["engine"][];

/** A migrated database for one test file, on either engine. The file closes it. */
export async function openTestDatabase(engine: DatabaseHandle["engine"]): Promise<DatabaseHandle> {
  if (engine === "postgres") {
    const handle = await openPostgres({ url: await createDatabase(inject("postgresUrl")) });
    await migrate(handle.db);
    return handle;
  }
  const image = await readFile(inject("emptyDatabase"));
  const client = await PGlite.create({ loadDataDir: new Blob([new Uint8Array(image)]) });
  return {
    engine,
    db: drizzle({ client: refuseOuterUse(client) }),
    folder: null,
    listen: listenOnPglite(client),
    close: () => client.close(),
  };
}

/** As new, for the next test of the file. Of a few rows each: to truncate takes a server ten times as long. */
export async function emptyTables({ db }: DatabaseHandle): Promise<void> {
  await db.execute(sql`
    with payments as (delete from kaikei.payments),
      payment_events as (delete from kaikei.payment_events),
      operations as (delete from kaikei.operations),
      notifications as (delete from kaikei.notifications),
      deliveries as (delete from kaikei.deliveries),
      provider_states as (delete from kaikei.provider_states),
      account_links as (delete from kaikei.account_links),
      link_attempts as (delete from kaikei.link_attempts)
    delete from kaikei.cashbacks`);
}
