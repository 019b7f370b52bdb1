import { and, eq, ne, sql } from "drizzle-orm";
import { KaikeiError } from "../errors.ts";
import type { Database } from "./database.ts";
import { payments } from "./schema.ts";

/** One at a time for each linked account, until the transaction ends. Taken after the order's lock, never before. */
export async function lockLink(tx: Database, link: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${link}, 2))`);
}

/**
 * That she agreed to a similar payment says nothing about a charge that she has not been told of yet: with her word the
 * provider would take the money twice.
 *
 * @throws KaikeiError `charge_uncertain`.
 */
export async function refuseWhileUncertain(tx: Database, link: string): Promise<void> {
  const [row] = await tx
    .select({ id: payments.id })
    .from(payments)
    // What is only asked for in her wallet takes nothing by itself.
    .where(
      and(
        eq(payments.accountLink, link),
        ne(payments.method, "request"),
        eq(payments.status, "created"),
        eq(payments.uncertain, true),
      ),
    )
    .limit(1);
  if (row !== undefined) throw chargeUncertain(row.id);
}

export function chargeUncertain(payment: string): KaikeiError {
  return new KaikeiError(
    "charge_uncertain",
    `Payment ${payment} charges the same account, and its outcome is not known yet. It is being looked up.`,
  );
}
