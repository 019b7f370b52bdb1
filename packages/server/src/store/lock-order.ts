import { and, eq, sql } from "drizzle-orm";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { Database } from "./database.ts";
import { idleLimit } from "./idle-limit.ts";
import { paymentOf } from "./payment-row.ts";
import { payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

export interface OrderName extends Scope {
  order: string;
}

/**
 * One at a time for each order. Row locks alone would not do: a payment that is inserted meanwhile is not among the
 * rows that were locked.
 */
export async function lockOrderName(
  tx: Database,
  { environment, merchant, order }: OrderName,
): Promise<void> {
  const name = JSON.stringify([environment, merchant, order]);
  await tx.execute(sql`select ${idleLimit()}, pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

export async function isFulfilled(tx: Database, name: OrderName): Promise<boolean> {
  const rows = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(inScope(name), eq(payments.order, name.order), eq(payments.fulfilment, "fulfilling")));
  return rows.length > 0;
}

/** Locks a payment together with its order's others, until the transaction ends. */
export async function lockOrder(
  tx: Database,
  payment: OrderName & { id: string },
): Promise<{ before: Payment; others: Payment[] }> {
  await lockOrderName(tx, payment);
  const rows = await tx
    .select()
    .from(payments)
    .where(and(inScope(payment), eq(payments.order, payment.order)))
    .orderBy(payments.id)
    .for("update");
  const all = rows.map(paymentOf);
  const before = all.find(({ id }) => id === payment.id);
  if (before === undefined) throw new KaikeiError("payment_not_found", `There is no payment ${payment.id}.`);
  return { before, others: all.filter((other) => other !== before) };
}
