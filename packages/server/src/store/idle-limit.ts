import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./database.ts";

/** Between two statements of a transaction of ours lies no waiting for anything else. */
const longestIdleMs = 10_000;

/**
 * To be selected at the beginning of a transaction: PostgreSQL ends it, and frees what it has locked, when its process
 * says nothing for so long. A frozen machine or a network that is cut would keep the locks for hours otherwise, until
 * TCP gives the connection up.
 */
export function idleLimit(ms = longestIdleMs): SQL {
  return sql`set_config('idle_in_transaction_session_timeout', ${String(ms)}, true)`;
}

export async function limitIdle(tx: Database, ms?: number): Promise<void> {
  await tx.execute(sql`select ${idleLimit(ms)}`);
}
