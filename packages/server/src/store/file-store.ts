import { and, asc, eq, gt, gte, inArray, like, lt, or, sql } from "drizzle-orm";
import type { CaptureMode, Payment } from "../domain/payment.ts";
import type { Database } from "./database.ts";
import { limitIdle } from "./idle-limit.ts";
import { paymentOf } from "./payment-row.ts";
import { notifications, operations, payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

// What a comparison with a provider's file asks of the record. Everything is read in pages, so that neither a large
// file nor a large shop is held in memory as a whole.

export type FileScope = Scope & { name: string };
const ofProvider = (scope: FileScope) => and(eq(payments.provider, scope.name), inScope(scope));

/** The payments that a file speaks of, by the provider's ids or by ours. */
export async function findPayments(
  db: Database,
  scope: FileScope,
  { ids, providerIds }: { ids: readonly string[]; providerIds: readonly string[] },
): Promise<Payment[]> {
  const rows = await db
    .select()
    .from(payments)
    .where(
      and(
        ofProvider(scope),
        or(inArray(payments.id, [...ids]), inArray(payments.providerPaymentId, [...providerIds])),
      ),
    );
  return rows.map(paymentOf);
}

/** Payments of one capture mode, and a time. */
export interface FileSpan {
  captureMode: CaptureMode;
  after: Date;
  before: Date;
}

/** Payments that were paid within the time of a file, a page at a time. */
export async function listPaidWithin(
  db: Database,
  scope: FileScope,
  { captureMode, after, before, pastId, limit }: FileSpan & { pastId: string; limit: number },
): Promise<Payment[]> {
  const rows = await db
    .select()
    .from(payments)
    .where(
      and(
        ofProvider(scope),
        eq(payments.captureMode, captureMode),
        gte(payments.paidAt, after),
        lt(payments.paidAt, before),
        gt(payments.id, pastId),
      ),
    )
    .orderBy(asc(payments.id))
    .limit(limit);
  return rows.map(paymentOf);
}

/** How much of each payment was given back within the time of a file, a page of payments at a time. */
export async function listRefundedWithin(
  db: Database,
  scope: FileScope,
  { captureMode, after, before, pastId, limit }: FileSpan & { pastId: string; limit: number },
): Promise<{ payment: string; amount: number }[]> {
  return db
    .select({ payment: operations.payment, amount: sql<number>`sum(${operations.amount})`.mapWith(Number) })
    .from(operations)
    .innerJoin(payments, eq(payments.id, operations.payment))
    .where(
      and(
        ofProvider(scope),
        eq(payments.captureMode, captureMode),
        eq(operations.kind, "refund"),
        eq(operations.status, "done"),
        gte(operations.askedAt, after),
        lt(operations.askedAt, before),
        gt(operations.payment, pastId),
      ),
    )
    .groupBy(operations.payment)
    .orderBy(asc(operations.payment))
    .limit(limit);
}

/**
 * Takes the right to fetch an announced file: once for each announcement, and for so many an hour in all processes.
 * The row holds a hash of the announcement's id; the address is not kept, since whoever has it can read the file.
 */
export async function claimFile(
  db: Database,
  { provider, id, perHour, now }: { provider: string; id: string; perHour: number; now: Date },
): Promise<"ours" | "taken" | "spent"> {
  return db.transaction(async (tx) => {
    await limitIdle(tx);
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`kaikei files of ${provider}`}, 0))`,
    );
    const ofFiles = and(
      eq(notifications.provider, provider),
      like(notifications.bodyHash, "file:%"),
      gt(notifications.receivedAt, new Date(now.getTime() - 3_600_000)),
    );
    if ((await tx.$count(notifications, ofFiles)) >= perHour) return "spent";
    const row = { provider, bodyHash: `file:${id}`, receivedAt: now, handledAt: now };
    const claimed = await tx
      .insert(notifications)
      .values(row)
      .onConflictDoNothing()
      .returning({ id: notifications.id });
    return claimed.length > 0 ? "ours" : "taken";
  });
}
