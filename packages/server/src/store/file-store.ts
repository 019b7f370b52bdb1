import { and, asc, eq, gt, gte, inArray, lt, or, sql } from "drizzle-orm";
import type { CaptureMode, Payment } from "../domain/payment.ts";
import type { Database } from "./database.ts";
import { paymentOf } from "./payment-row.ts";
import { operations, payments } from "./schema.ts";
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
