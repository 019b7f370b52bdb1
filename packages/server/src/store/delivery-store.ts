import { and, eq, isNotNull, lte, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { deliveries } from "./schema.ts";

/** Something that the shop must hear; the same id at each attempt. */
export interface Delivery {
  id: string;
  payment: string;
  kind: "paid";
  /** Attempts so far, the claimed one included. */
  attempts: number;
  createdAt: Date;
}

/** Claims what is due, of one payment or of all; the claim lapses at `leaseUntil`, should its holder die. */
export async function claimDeliveries(
  db: Database,
  { now, leaseUntil, limit, payment }: { now: Date; leaseUntil: Date; limit: number; payment?: string },
): Promise<Delivery[]> {
  const due = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        isNotNull(deliveries.nextAttemptAt),
        lte(deliveries.nextAttemptAt, now),
        payment === undefined ? undefined : eq(deliveries.payment, payment),
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

export async function markDelivered(db: Database, id: string, now: Date): Promise<void> {
  await db
    .update(deliveries)
    .set({ deliveredAt: now, nextAttemptAt: null, lastError: null })
    .where(eq(deliveries.id, id));
}

export async function postponeDelivery(
  db: Database,
  id: string,
  { nextAttemptAt, error }: { nextAttemptAt: Date; error: string },
): Promise<void> {
  await db.update(deliveries).set({ nextAttemptAt, lastError: error }).where(eq(deliveries.id, id));
}
