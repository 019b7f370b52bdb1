import type { DatabaseHandle } from "./database.ts";
import { listenOnPostgres } from "./postgres-listener.ts";

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
  // Without listeners a connection's death would end the process, whether it is idle or in a transaction; whoever uses
  // it hears of it by the query that fails, and the next one gets a new connection.
  const heardElsewhere = () => undefined;
  pool.on("error", heardElsewhere);
  pool.on("connect", (client) => client.on("error", heardElsewhere));
  const db = drizzle({ client: pool });
  // Drizzle's own never gives back a connection whose `begin` failed, gives one back that went silent, and reports the
  // failure of `rollback` instead of what it was about. Here a transaction that fails takes its connection with it.
  db.transaction = async (work, config) => {
    const client = await pool.connect();
    let failure: { error: unknown } | undefined;
    try {
      return await drizzle({ client }).transaction(async (tx) => {
        try {
          return await work(tx);
        } catch (error) {
          failure = { error };
          throw error;
        }
      }, config);
    } catch (error) {
      failure ??= { error };
      throw failure.error;
    } finally {
      client.release(failure !== undefined);
    }
  };
  const listen: DatabaseHandle["listen"] = async (channel, listener) =>
    listenOnPostgres({
      connect: () => new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5000 }),
      channel,
      listener,
    });
  return { engine: "postgres", db, folder: null, listen, close: () => pool.end() };
}
