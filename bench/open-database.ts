import pg from "pg";
import type { DatabaseHandle } from "../packages/server/src/store/database.ts";
import { migrate } from "../packages/server/src/store/migrate.ts";
import { openPostgres } from "../packages/server/src/store/postgres.ts";
import { startPostgres } from "../packages/server/src/testing/postgres-server.ts";

/** A real PostgreSQL server (fsync off) with a migrated database of Kaikei's. */
export interface Database {
  url: string;
  kaikei: DatabaseHandle;
  /** For everything that is not Kaikei's. */
  pool: pg.Pool;
  close(): Promise<void>;
}

export async function openDatabase(connections: number): Promise<Database> {
  const server = await startPostgres();
  const url = await server.createDatabase();
  const kaikei = await openPostgres({ url, connections });
  await migrate(kaikei.db);
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // The server may go before its last connection has said goodbye.
  pool.on("error", () => undefined);
  return {
    url,
    kaikei,
    pool,
    close: async () => {
      await kaikei.close();
      await pool.end();
      await server.stop();
    },
  };
}
