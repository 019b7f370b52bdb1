import { and, count, desc, eq, gt, isNotNull, or, sql } from "drizzle-orm";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import { createBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { paymentOf } from "./payment-row.ts";
import { prepareOnce } from "./prepare-once.ts";
import { payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

const byId = prepareOnce((db) =>
  db
    .select()
    .from(payments)
    .where(eq(payments.id, sql.placeholder("id")))
    .prepare("kaikei_find_payment"),
);

export async function findPayment(db: Database, id: string): Promise<Payment | null> {
  const [row] = await byId(db).execute({ id });
  return row === undefined ? null : paymentOf(row);
}

/** A payment and how it is watched. */
export interface WatchedPayment {
  payment: Payment;
  /** When its next scheduled look is due. */
  nextLookAt: Date | null;
  /** Somebody may be calling the provider about it until then. */
  calledUntil: Date | null;
  /** Looks in a row that brought no answer. */
  failures: number;
  /** When a notification first spoke of it. */
  notifiedAt: Date | null;
}

const byIds = prepareOnce((db) =>
  db
    .select()
    .from(payments)
    .where(sql`${payments.id} = any(${sql.placeholder("ids")})`)
    .prepare("kaikei_find_payments"),
);

const watchedById = prepareOnce((db) =>
  createBatch(async (ids) => {
    const rows = await byIds(db).execute({ ids });
    return new Map(rows.map((row) => [row.id, watchedOf(row)]));
  }),
);

function watchedOf(row: typeof payments.$inferSelect): WatchedPayment {
  const { nextLookAt, lookLeaseUntil: calledUntil, failures, notifiedAt } = row;
  return { payment: paymentOf(row), nextLookAt, calledUntil, failures, notifiedAt };
}

/** A payment as every poll asks for it: those that ask at once share one read. */
export async function getWatchedPayment(db: Database, id: string): Promise<WatchedPayment> {
  const watched = await watchedById(db)(id);
  if (watched === null) throw new KaikeiError("payment_not_found", `There is no payment ${id}.`);
  return watched;
}

/** As `findPayment`, for whoever holds an id that must exist. */
export async function getPayment(db: Database, id: string): Promise<Payment> {
  const payment = await findPayment(db, id);
  if (payment === null) throw new KaikeiError("payment_not_found", `There is no payment ${id}.`);
  return payment;
}

export interface PaymentFilter {
  order?: string | undefined;
  /** Only those that wait for a person: `attention` says why. */
  needsAttention?: boolean | undefined;
}

/** All payments of an order, of the merchant, or those that wait for a person; newest first. */
export async function listPayments(
  db: Database,
  filter: Scope & PaymentFilter & { limit: number },
): Promise<Payment[]> {
  const rows = await db
    .select()
    .from(payments)
    .where(
      and(
        inScope(filter),
        filter.order === undefined ? undefined : eq(payments.order, filter.order),
        filter.needsAttention ? isNotNull(payments.attention) : undefined,
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(filter.limit);
  return rows.map(paymentOf);
}

/** The charge that the shop gave this key. */
export async function findByChargeKey(db: Database, scope: Scope, key: string): Promise<Payment | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(and(inScope(scope), eq(payments.chargeKey, key)));
  return row === undefined ? null : paymentOf(row);
}

/** The payment that an order's shopper is to see: the one that fulfilled it, else the live one. */
export async function findCurrentPayment(db: Database, scope: Scope, order: string): Promise<Payment | null> {
  const [row] = await db
    .select()
    .from(payments)
    .where(
      and(
        inScope(scope),
        eq(payments.order, order),
        or(
          eq(payments.fulfilment, "fulfilling"),
          and(sql`${payments.status} in ('created', 'pending', 'authorized')`, eq(payments.abandoned, false)),
        ),
      ),
    )
    .orderBy(sql`${payments.fulfilment} nulls last`)
    .limit(1);
  return row === undefined ? null : paymentOf(row);
}

/** How many payments of an order were begun after `since`. */
export async function countBegun(
  db: Database,
  scope: Scope,
  begun: { order: string; since: Date },
): Promise<number> {
  const [row] = await db
    .select({ payments: count() })
    .from(payments)
    .where(and(inScope(scope), eq(payments.order, begun.order), gt(payments.createdAt, begun.since)));
  return row?.payments ?? 0;
}

/** The request that `begin` sends, byte for byte. */
export async function getBeginRequest(db: Database, id: string): Promise<string> {
  const [row] = await db.select({ request: payments.beginRequest }).from(payments).where(eq(payments.id, id));
  if (row === undefined) throw new KaikeiError("payment_not_found", `There is no payment ${id}.`);
  return row.request;
}
