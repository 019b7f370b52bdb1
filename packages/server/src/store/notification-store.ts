import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { type PaidAndNotified, proofLength } from "../domain/notification-proof.ts";
import type { Database } from "./database.ts";
import { notifications, payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

// The inbox. A row is written before the provider hears "200", and handled afterwards.

export interface IncomingNotification {
  provider: string;
  /** Of all that we read of the body. */
  bodyHash: string;
  paymentHint: string | null;
  providerPaymentHint: string | null;
  now: Date;
}

/** Keeps a notification. One that says the same as an earlier one is the same row, to be handled again. */
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
      set: {
        times: sql`${notifications.times} + 1`,
        handledAt: null,
        providerPaymentHint: incoming.providerPaymentHint,
        receivedAt: incoming.now,
      },
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

/** A payment that a notification speaks of. */
export interface HintedPayment {
  payment: string;
  notifiedAt: Date | null;
  receivedAt: Date;
  /** How often the notification had come when it was read. */
  times: number;
}

/** The payment that a notification speaks of; null when we have no such payment. */
export async function findHintedPayment(
  db: Database,
  notification: number,
  scopes: readonly Scope[],
): Promise<HintedPayment | null> {
  const [row] = await db
    .select({
      payment: payments.id,
      notifiedAt: payments.notifiedAt,
      receivedAt: notifications.receivedAt,
      times: notifications.times,
    })
    .from(notifications)
    .innerJoin(payments, hintsAt)
    .where(and(eq(notifications.id, notification), inScope(...scopes)))
    .limit(1);
  return row ?? null;
}

/** One that has come again since it was read is not handled: whoever received it looks again. */
export async function markHandled(
  db: Database,
  { id, times, now }: { id: number; times: number; now: Date },
): Promise<void> {
  await db
    .update(notifications)
    .set({ handledAt: now })
    .where(and(eq(notifications.id, id), eq(notifications.times, times)));
}

/** Remembers when a payment was first told of. */
export async function markNotified(db: Database, payment: string, at: Date): Promise<void> {
  await db
    .update(payments)
    .set({ notifiedAt: at })
    .where(and(eq(payments.id, payment), isNull(payments.notifiedAt)));
}

/** The merchant's last paid payments, newest first: whether they were told of proves whether notifications arrive. */
export async function listLastPaid(
  db: Database,
  { provider, environment, merchant }: Scope & { provider: string },
): Promise<PaidAndNotified[]> {
  const rows = await db
    .select({ paidAt: payments.paidAt, notifiedAt: payments.notifiedAt })
    .from(payments)
    .where(
      and(eq(payments.provider, provider), inScope({ environment, merchant }), isNotNull(payments.paidAt)),
    )
    .orderBy(desc(payments.paidAt))
    .limit(proofLength);
  return rows.flatMap(({ paidAt, notifiedAt }) => (paidAt === null ? [] : [{ paidAt, notifiedAt }]));
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

/** Forgets what is old, a batch at a time: a flood of made-up ones is gone when nobody can match them any more. */
export async function forgetNotifications(
  db: Database,
  { handledBefore, unhandledBefore }: { handledBefore: Date; unhandledBefore: Date },
): Promise<void> {
  const old = db
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      or(
        lt(notifications.receivedAt, handledBefore),
        and(isNull(notifications.handledAt), lt(notifications.receivedAt, unhandledBefore)),
      ),
    )
    .limit(forgottenAtOnce);
  await db.delete(notifications).where(inArray(notifications.id, old));
}

const forgottenAtOnce = 5000;
