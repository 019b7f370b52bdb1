import type { DatabaseHandle } from "./database.ts";

export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database` */
  url: string;
  /** Connections at most. Default 10. */
  connections?: number;
}

/**
 * Opens a pool of connections to a PostgreSQL server.
 *
 * @example
 * ```ts
 * const { db, close } = await openPostgres({ url: "postgres://localhost/shop" });
 * ```
 */
export async function openPostgres({ url, connections = 10 }: PostgresOptions): Promise<DatabaseHandle> {
  const [{ default: pg }, { drizzle }] = await Promise.all([
    import("pg"),
    import("drizzle-orm/node-postgres"),
  ]);
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    // A shopper's request must end before its own deadline, also when the database is away.
    connectionTimeoutMillis: 5000,
    // A connection that went silent must not be a promise that never settles.
    query_timeout: 30_000,
    keepAlive: true,
  });
  // Without a listener an idle connection's death would end the process; the next query gets a new connection.
  pool.on("error", () => undefined);
  return { engine: "postgres", db: drizzle({ client: pool }), folder: null, close: () => pool.end() };
}
