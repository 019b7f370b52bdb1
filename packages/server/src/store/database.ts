import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** The Drizzle database that both engines share. A transaction is one too. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** What a listener is told. */
export interface ChannelListener {
  onMessage(payload: string): void;
  /** The connection was made (again): whatever was sent before may have been missed. */
  onConnected(): void;
}

/**
 * An open database. The shop's own tables may live in it: `handle.db` is an ordinary Drizzle database.
 * Whoever opened a handle closes it; Kaikei closes only what it opened itself.
 */
export interface DatabaseHandle {
  engine: "pglite" | "postgres";
  db: Database;
  /** The folder of an embedded database; null for a server. */
  folder: string | null;
  /** Hears what is sent by NOTIFY, on a connection that is kept and made again. Ends with the function it returns. */
  listen(channel: string, listener: ChannelListener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
