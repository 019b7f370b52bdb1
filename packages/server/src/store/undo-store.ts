import { eq } from "drizzle-orm";
import { type Operation, type OperationKind, refundable, refundIdOf } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { UndoPlan } from "../provider.ts";
import type { Database } from "./database.ts";
import { insertRevert } from "./hold-store.ts";
import { operationOf } from "./operation-row.ts";
import { lockWithOperations, writeDown } from "./operation-store.ts";
import { operations } from "./schema.ts";

// A payment is undone by a cancel or by refunds, never by both: each decision is made under the payment's lock, and an
// open or done cancel leaves nothing that could be refunded.

/** Writes down how a payment will be undone, before the provider is asked. One that is undone already comes back as it is. */
export async function insertUndo(
  db: Database,
  {
    plan: planOf,
    mustBeInTime,
    ...undo
  }: {
    /** Of the cancel; `refundIdOf` it is the id of a refund in its place. */
    id: string;
    payment: string;
    reason: string | null;
    key: string | null;
    plan: (payment: Payment, facts: { anyRefund: boolean }) => UndoPlan;
    /** Throws when the provider refunds it no more. */
    mustBeInTime: (payment: Payment) => void;
    now: Date;
    leaseUntil: Date;
  },
): Promise<{ operation: Operation; fresh: boolean }> {
  return db.transaction(async (tx) => {
    const { payment, earlier } = await lockWithOperations(tx, undo.payment);
    const plan = planOf(payment, { anyRefund: earlier.some(({ kind }) => kind === "refund") });
    if (plan === "revert") {
      return insertRevert(tx, { payment, earlier }, { ...undo, id: revertIdOf(undo.id) });
    }
    const left = refundable(payment, earlier);
    const before = earlierUndo(earlier, { key: undo.key, left });
    if (before !== undefined) return { operation: before, fresh: false };
    if (plan === "nothing" || left === 0) {
      throw new KaikeiError(
        "payment_not_refundable",
        `Payment ${payment.id} is ${payment.status}, and nothing of ${payment.captured} ${payment.ordered.currency} is left to give back.`,
      );
    }
    if (plan === "refund") mustBeInTime(payment);
    const operation =
      plan === "cancel"
        ? ({ ...undo, kind: "cancel", amount: payment.captured } as const)
        : ({ ...undo, id: refundIdOf(undo.id), kind: "refund", amount: left } as const);
    return { operation: await writeDown(tx, operation), fresh: true };
  });
}

/** What already undoes the payment: asked for under the same name, or everything there was. */
function earlierUndo(
  earlier: readonly Operation[],
  { key, left }: { key: string | null; left: number },
): Operation | undefined {
  const same = earlier.find((operation) => key !== null && operation.key === key);
  if (same === undefined) {
    return left > 0
      ? undefined
      : earlier.findLast(({ kind, status }) => undoes(kind) && status !== "declined");
  }
  if (!undoes(same.kind)) {
    throw new KaikeiError(
      "idempotency_conflict",
      `key ${key} was used for a ${same.kind} of ${same.amount}.`,
    );
  }
  if (same.kind === "refund" && same.status !== "declined" && left > 0) {
    throw new KaikeiError(
      "idempotency_conflict",
      `key ${key} was used for a refund of ${same.amount}, which leaves ${left}.`,
    );
  }
  return same;
}

function undoes(kind: OperationKind): boolean {
  return kind === "refund" || kind === "cancel" || kind === "revert";
}

/** The same undo, of a payment that turns out to be held only. */
function revertIdOf(cancelId: string): string {
  return cancelId.replace(/^can_/, "rev_");
}

/**
 * Gives a cancel up that certainly did not happen, and writes the refund down that takes its place, all or nothing.
 * Null: there was nothing left to refund, or the cancel no longer stands as the caller saw it.
 */
export async function turnIntoRefund(
  db: Database,
  { cancel, now, leaseUntil }: { cancel: Operation; now: Date; leaseUntil: Date },
): Promise<{ cancel: Operation; refund: Operation | null }> {
  return db.transaction(async (tx) => {
    const { payment, earlier } = await lockWithOperations(tx, cancel.payment);
    const [row] = await tx.select().from(operations).where(eq(operations.id, cancel.id)).for("update");
    const stands = row?.status === cancel.status && row.askedAt.getTime() === cancel.askedAt.getTime();
    if (row === undefined || !stands) return { cancel: row ? operationOf(row) : cancel, refund: null };
    const [declined] = await tx
      .update(operations)
      // Its key goes over to the refund: whoever asks again with it wants to know what became of the money.
      .set({ status: "declined", key: null, nextLookAt: null, failures: 0 })
      .where(eq(operations.id, cancel.id))
      .returning();
    if (declined === undefined) throw new Error("an update returned no row");
    const others = earlier.filter(({ id }) => id !== cancel.id);
    const amount = refundable(payment, others);
    if (amount === 0) return { cancel: operationOf(declined), refund: null };
    const { reason, key } = cancel;
    const id = refundIdOf(cancel.id);
    const intent = { id, payment: payment.id, kind: "refund", amount, reason, key, now, leaseUntil } as const;
    return { cancel: operationOf(declined), refund: await writeDown(tx, intent) };
  });
}
