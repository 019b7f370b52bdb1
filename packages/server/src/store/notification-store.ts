import { and, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { notifications, payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

// The inbox. A row is written before the provider hears "200", and handled afterwards.

export interface IncomingNotification {
  provider: string;
  bodyHash: string;
  paymentHint: string | null;
  providerPaymentHint: string | null;
  now: Date;
}

/** Keeps a notification. A repeated one is the same row, to be handled again. */
export async function keepNotification(db: Database, incoming: IncomingNotification): Promise<number> {
  const [row] = await db
    .insert(notifications)
    .values({
      provider: incoming.provider,
      bodyHash: incoming.bodyHash,
      paymentHint: incoming.paymentHint,
      providerPaymentHint: incoming.providerPaymentHint,
      receivedAt: incoming.now,
    })
    .onConflictDoUpdate({
      target: [notifications.provider, notifications.bodyHash],
      set: { times: sql`${notifications.times} + 1`, handledAt: null, receivedAt: incoming.now },
    })
    .returning({ id: notifications.id });
  if (row === undefined) throw new Error("an upsert returned no row");
  return row.id;
}

/** The join of a notification with the payment that it speaks of, by our id or by the provider's. */
const hintsAt = and(
  eq(payments.provider, notifications.provider),
  or(
    eq(payments.id, notifications.paymentHint),
    eq(payments.providerPaymentId, notifications.providerPaymentHint),
  ),
);

/** The payment that a notification speaks of; null when we have no such payment. */
export async function findHintedPayment(
  db: Database,
  notification: number,
  scopes: readonly Scope[],
): Promise<string | null> {
  const [row] = await db
    .select({ id: payments.id })
    .from(notifications)
    .innerJoin(payments, hintsAt)
    .where(and(eq(notifications.id, notification), inScope(...scopes)))
    .limit(1);
  return row?.id ?? null;
}

export async function markHandled(db: Database, notification: number, now: Date): Promise<void> {
  await db.update(notifications).set({ handledAt: now }).where(eq(notifications.id, notification));
}

/**
 * Notifications of our payments that nobody acted on, because their process died or their payment was not there.
 * Oldest first. Those that speak of no payment of ours cost nothing.
 */
export async function listUnhandled(
  db: Database,
  filter: { scopes: readonly Scope[]; receivedAfter: Date; receivedBefore: Date; limit: number },
): Promise<number[]> {
  const rows = await db
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(payments, hintsAt)
    .where(
      and(
        isNull(notifications.handledAt),
        gt(notifications.receivedAt, filter.receivedAfter),
        lt(notifications.receivedAt, filter.receivedBefore),
        inScope(...filter.scopes),
      ),
    )
    .orderBy(notifications.receivedAt)
    .limit(filter.limit);
  return rows.map(({ id }) => id);
}

/** Forgets what was received before a time, a batch at a time. */
export async function forgetNotifications(db: Database, receivedBefore: Date): Promise<void> {
  const old = db
    .select({ id: notifications.id })
    .from(notifications)
    .where(lt(notifications.receivedAt, receivedBefore))
    .limit(1000);
  await db.delete(notifications).where(inArray(notifications.id, old));
}
