import { and, eq, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import type { DeliveryKind } from "../domain/delivery.ts";
import type { Database } from "./database.ts";
import { deliveries, payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

/** Something that the shop must hear; the same id at each attempt. */
export interface Delivery {
  id: string;
  payment: string;
  kind: DeliveryKind;
  /** Attempts so far, the claimed one included. */
  attempts: number;
  createdAt: Date;
}

/**
 * Of one payment the shop hears in order. That it ended unpaid keeps nothing back: whatever follows has made it untrue.
 */
const isItsTurn = sql`not exists (select from kaikei.deliveries earlier
  where earlier.payment_id = ${deliveries.payment} and earlier.version < ${deliveries.version}
  and earlier.next_attempt_at is not null and earlier.kind not in ('canceled', 'expired'))`;

/** Claims what is due, of one payment or of all of ours; the claim lapses at `leaseUntil`, should its holder die. */
export async function claimDeliveries(
  db: Database,
  {
    scopes,
    now,
    leaseUntil,
    limit,
    payment,
  }: { scopes: readonly Scope[]; now: Date; leaseUntil: Date; limit: number; payment?: string },
): Promise<Delivery[]> {
  const ours = db
    .select({ id: payments.id })
    .from(payments)
    .where(inScope(...scopes));
  const due = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        isNotNull(deliveries.nextAttemptAt),
        lte(deliveries.nextAttemptAt, now),
        payment === undefined ? undefined : eq(deliveries.payment, payment),
        inArray(deliveries.payment, ours),
        isItsTurn,
      ),
    )
    .orderBy(deliveries.nextAttemptAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  return db
    .update(deliveries)
    .set({ nextAttemptAt: leaseUntil, attempts: sql`${deliveries.attempts} + 1` })
    .where(sql`${deliveries.id} in ${due}`)
    .returning({
      id: deliveries.id,
      payment: deliveries.payment,
      kind: deliveries.kind,
      attempts: deliveries.attempts,
      createdAt: deliveries.createdAt,
    });
}

/** Notes that the shop has heard it. False when that was noted before. */
export async function markDelivered(db: Database, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(deliveries)
    .set({ deliveredAt: now, nextAttemptAt: null, lastError: null })
    .where(and(eq(deliveries.id, id), isNull(deliveries.deliveredAt)))
    .returning({ id: deliveries.id });
  return rows.length > 0;
}

/** Plans the next attempt. False when somebody else has claimed or told it since. */
export async function postponeDelivery(
  db: Database,
  { id, attempts }: Delivery,
  { nextAttemptAt, error }: { nextAttemptAt: Date; error: string },
): Promise<boolean> {
  const rows = await db
    .update(deliveries)
    .set({ nextAttemptAt, lastError: error })
    .where(and(eq(deliveries.id, id), eq(deliveries.attempts, attempts), isNull(deliveries.deliveredAt)))
    .returning({ id: deliveries.id });
  return rows.length > 0;
}

/** Ends a delivery that has lost its reason: what was news is no longer true. */
export async function voidDelivery(db: Database, id: string): Promise<void> {
  await db
    .update(deliveries)
    .set({ nextAttemptAt: null, lastError: "no longer true when it was to be told" })
    .where(eq(deliveries.id, id));
}
