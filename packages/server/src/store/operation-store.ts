import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { isFinal, type Operation, refundable } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { Database } from "./database.ts";
import { limitIdle } from "./idle-limit.ts";
import { operationOf } from "./operation-row.ts";
import { paymentOf } from "./payment-row.ts";
import { operations, payments } from "./schema.ts";
import { inScope, type Scope } from "./scope.ts";

/** Writes a refund down before the provider is asked, if that much is still there to give back. */
export async function insertRefund(
  db: Database,
  refund: {
    id: string;
    payment: string;
    /** Minor units; null: all that is left. */
    amount: number | null;
    reason: string | null;
    key: string | null;
    /** Throws when the provider refunds it no more. */
    mustBeInTime: (payment: Payment) => void;
    now: Date;
    leaseUntil: Date;
  },
): Promise<{ operation: Operation; fresh: boolean }> {
  return db.transaction(async (tx) => {
    const { payment, earlier } = await lockWithOperations(tx, refund.payment);
    const same = earlier.find(({ key }) => key !== null && key === refund.key);
    if (same !== undefined) {
      const isAnother = same.kind === "capture" || same.kind === "revert";
      if (isAnother || (refund.amount !== null && same.amount !== refund.amount)) {
        throw new KaikeiError(
          "idempotency_conflict",
          `key ${refund.key} was used for a ${same.kind} of ${same.amount}, not for a refund${refund.amount === null ? "" : ` of ${refund.amount}`}.`,
        );
      }
      return { operation: same, fresh: false };
    }
    refund.mustBeInTime(payment);
    const left = refundable(payment, earlier);
    const amount = refund.amount ?? left;
    if (amount < 1 || amount > left) {
      throw new KaikeiError(
        "payment_not_refundable",
        `amount: ${amount} was asked, ${left} of ${payment.captured} ${payment.ordered.currency} can still be refunded.`,
      );
    }
    const { mustBeInTime: _, ...intent } = refund;
    return { operation: await writeDown(tx, { ...intent, kind: "refund", amount }), fresh: true };
  });
}

/** A payment, locked, and what was asked of it. Whoever holds it knows that no operation is added meanwhile. */
export async function lockWithOperations(
  tx: Database,
  id: string,
): Promise<{ payment: Payment; earlier: Operation[] }> {
  await limitIdle(tx);
  const [row] = await tx.select().from(payments).where(eq(payments.id, id)).for("update");
  if (row === undefined) throw new KaikeiError("payment_not_found", `There is no payment ${id}.`);
  return { payment: paymentOf(row), earlier: await listOperations(tx, id) };
}

/** Adds an operation that nobody has heard of yet; its writer asks the provider, or whoever comes after `leaseUntil`. */
export async function writeDown(
  tx: Database,
  {
    now,
    leaseUntil,
    ...operation
  }: Pick<Operation, "id" | "payment" | "kind" | "amount" | "reason" | "key"> & {
    now: Date;
    /** Null: it is followed with another one. */
    leaseUntil: Date | null;
  },
): Promise<Operation> {
  const [row] = await tx
    .insert(operations)
    .values({ ...operation, status: "requested", requestedAt: now, askedAt: now, nextLookAt: leaseUntil })
    .returning();
  if (row === undefined) throw new Error("an insert returned no row");
  return operationOf(row);
}

export async function listOperations(db: Database, payment: string): Promise<Operation[]> {
  const rows = await db
    .select()
    .from(operations)
    .where(eq(operations.payment, payment))
    .orderBy(operations.requestedAt, operations.id);
  return rows.map(operationOf);
}

/** Writes how an operation stands and when to look again. A final one is never moved, an accepted one stays accepted. */
export async function settleOperation(
  db: Database,
  id: string,
  change: Partial<Pick<Operation, "status" | "problem" | "askedAt" | "absentSince" | "url" | "until">> & {
    nextLookAt: Date | null;
    failures: number;
  },
): Promise<Operation> {
  return db.transaction(async (tx) => {
    await limitIdle(tx);
    const [before] = await tx.select().from(operations).where(eq(operations.id, id)).for("update");
    if (before === undefined) throw new KaikeiError("payment_not_found", `There is no operation ${id}.`);
    if (isFinal(before.status)) return operationOf(before);
    const goesBack = change.status === "requested" || change.status === "uncertain";
    if (before.status === "accepted" && goesBack) return operationOf(before);
    const [after] = await tx.update(operations).set(change).where(eq(operations.id, id)).returning();
    return operationOf(after ?? before);
  });
}

/** Claims operations that are due for a look, by moving their next look to when this claim lapses. */
export async function claimDueOperations(
  db: Database,
  {
    scopes,
    now,
    leaseUntil,
    limit,
  }: { scopes: readonly Scope[]; now: Date; leaseUntil: Date; limit: number },
): Promise<{ operation: Operation; failures: number }[]> {
  const ours = db
    .select({ id: payments.id })
    .from(payments)
    .where(inScope(...scopes));
  const due = db
    .select({ id: operations.id })
    .from(operations)
    .where(and(lte(operations.nextLookAt, now), inArray(operations.payment, ours)))
    .orderBy(operations.nextLookAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  const rows = await db
    .update(operations)
    .set({ nextLookAt: leaseUntil })
    .where(sql`${operations.id} in ${due}`)
    .returning();
  return rows.map((row) => ({ operation: operationOf(row), failures: row.failures }));
}
