import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** The Drizzle database that both engines share. A transaction is one too. */
export type Database = PgDatabase<PgQueryResultHKT>;

/**
 * An open database. The shop's own tables may live in it: `handle.db` is an ordinary Drizzle database.
 * Whoever opened a handle closes it; Kaikei closes only what it opened itself.
 */
export interface DatabaseHandle {
  engine: "pglite" | "postgres";
  db: Database;
  /** The folder of an embedded database; null for a server. */
  folder: string | null;
  close(): Promise<void>;
}
