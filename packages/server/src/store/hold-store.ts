import { and, eq, gt, inArray } from "drizzle-orm";
import { openOnHold, reauthorizeIdOf } from "../domain/hold-operation.ts";
import { isFinal, type Operation } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { Database } from "./database.ts";
import { limitIdle } from "./idle-limit.ts";
import { operationOf } from "./operation-row.ts";
import { lockWithOperations, writeDown } from "./operation-store.ts";
import { operations } from "./schema.ts";

// What is asked of held money, written down before the provider hears of it. One capture or revert at a time: each is
// decided under the payment's lock.

interface Asked {
  id: string;
  payment: string;
  reason: string | null;
  key: string | null;
  now: Date;
  leaseUntil: Date;
}

/**
 * Writes a capture down. More than is held needs a reauthorization first, which is written down with it and is followed
 * by whoever follows the capture.
 */
export async function insertCapture(
  db: Database,
  capture: Asked & {
    /** Minor units; null: all that is held. */
    amount: number | null;
  },
): Promise<{ operation: Operation; fresh: boolean }> {
  return db.transaction(async (tx) => {
    const { payment, earlier } = await lockWithOperations(tx, capture.payment);
    const same = earlier.find(({ key }) => key !== null && key === capture.key);
    if (same !== undefined) {
      if (same.kind !== "capture" || (capture.amount !== null && same.amount !== capture.amount)) {
        throw new KaikeiError(
          "idempotency_conflict",
          `key ${capture.key} was used for a ${same.kind} of ${same.amount}.`,
        );
      }
      return { operation: same, fresh: false };
    }
    refuseBusy(payment, earlier);
    const amount = capture.amount ?? payment.authorized;
    const operation = await writeDown(tx, { ...capture, kind: "capture", amount });
    if (amount > payment.authorized) {
      const raise = { ...capture, id: reauthorizeIdOf(capture.id), key: null, kind: "reauthorize" } as const;
      await writeDown(tx, { ...raise, amount, leaseUntil: null });
    }
    return { operation, fresh: true };
  });
}

function refuseBusy(payment: Payment, earlier: readonly Operation[]): void {
  if (payment.status !== "authorized" || payment.retiring) {
    const why = payment.retiring ? "its hold is being let go" : `it is ${payment.status}`;
    throw new KaikeiError("payment_not_capturable", `Payment ${payment.id} cannot be captured: ${why}.`);
  }
  const open = openOnHold(earlier);
  if (open === undefined) return;
  throw new KaikeiError(
    "payment_not_capturable",
    `Payment ${payment.id} cannot be captured: a ${open.kind} of ${open.amount} is ${open.status}.`,
  );
}

/**
 * Writes down, under the payment's lock, that its hold is let go. One that is being let go already comes back as it is. A
 * capture that waits for the shopper to allow more is given up; one that the provider may have heard of is not.
 */
export async function insertRevert(
  tx: Database,
  { payment, earlier }: { payment: Payment; earlier: readonly Operation[] },
  revert: Asked,
): Promise<{ operation: Operation; fresh: boolean }> {
  const same = earlier.find(({ key }) => key !== null && key === revert.key);
  if (same?.kind === "revert") return { operation: same, fresh: false };
  if (same !== undefined) {
    throw new KaikeiError("idempotency_conflict", `key ${revert.key} was used for a ${same.kind}.`);
  }
  const open = openOnHold(earlier);
  if (open?.kind === "revert") return { operation: open, fresh: false };
  const raise = earlier.find(
    ({ id, status }) => open && id === reauthorizeIdOf(open.id) && isWaiting(status),
  );
  if (open !== undefined && raise === undefined) {
    throw new KaikeiError(
      "payment_not_cancelable",
      `A capture of ${open.amount} of payment ${payment.id} is ${open.status}.`,
    );
  }
  if (open !== undefined && raise !== undefined) {
    const givenUp = { status: "lapsed", url: null, until: null, nextLookAt: null } as const;
    await tx.update(operations).set(givenUp).where(eq(operations.id, open.id));
    await tx.update(operations).set(givenUp).where(eq(operations.id, raise.id));
  }
  const operation = await writeDown(tx, { ...revert, kind: "revert", amount: payment.authorized });
  return { operation, fresh: true };
}

function isWaiting(status: Operation["status"]): boolean {
  return status === "awaiting_shopper";
}

/** Under the lock of a held payment. Null: it is not held (any more). */
export async function insertRevertOf(
  db: Database,
  revert: Asked,
): Promise<{ operation: Operation; fresh: boolean } | null> {
  return db.transaction(async (tx) => {
    const locked = await lockWithOperations(tx, revert.payment);
    return locked.payment.status === "authorized" ? insertRevert(tx, locked, revert) : null;
  });
}

/**
 * Writes down that the provider is asked now. Null: the operation no longer stands as the caller saw it, so that
 * somebody else asks, or has.
 */
export async function claimAsking(
  db: Database,
  operation: Operation,
  { now, leaseUntil }: { now: Date; leaseUntil: Date | null },
): Promise<Operation | null> {
  const [row] = await db
    .update(operations)
    .set({ status: "uncertain", askedAt: now, absentSince: null, problem: null, nextLookAt: leaseUntil })
    .where(
      and(
        eq(operations.id, operation.id),
        eq(operations.status, operation.status),
        eq(operations.askedAt, operation.askedAt),
      ),
    )
    .returning();
  return row === undefined ? null : operationOf(row);
}

type Change = Partial<Pick<Operation, "status" | "problem" | "url" | "until" | "absentSince">>;

/**
 * Settles a reauthorization together with the capture that waits for it: the one tells what the other may do. Of one that
 * no longer stands as the caller saw it, or was given up meanwhile, nothing is changed.
 */
export async function settleRaise(
  db: Database,
  { raise, capture }: { raise: Operation; capture: Operation },
  change: { raise: Change; capture: Change & { nextLookAt: Date | null; failures: number } },
): Promise<Operation> {
  return db.transaction(async (tx) => {
    await limitIdle(tx);
    const rows = await tx
      .select()
      .from(operations)
      .where(inArray(operations.id, [capture.id, raise.id]))
      .orderBy(operations.id)
      .for("update");
    const before = rows.find(({ id }) => id === capture.id);
    const raiseNow = rows.find(({ id }) => id === raise.id);
    if (before === undefined) return capture;
    const stands =
      raiseNow?.status === raise.status && raiseNow.askedAt.getTime() === raise.askedAt.getTime();
    if (!stands || isFinal(before.status)) return operationOf(before);
    await tx.update(operations).set(change.raise).where(eq(operations.id, raise.id));
    const [after] = await tx
      .update(operations)
      .set(change.capture)
      .where(eq(operations.id, capture.id))
      .returning();
    return operationOf(after ?? before);
  });
}

/** Something was seen of a held payment: what waits for it is looked at now, not at its time. */
export async function hastenOperations(db: Database, payment: string, at: Date): Promise<void> {
  await db
    .update(operations)
    .set({ nextLookAt: at })
    .where(
      and(
        eq(operations.payment, payment),
        eq(operations.status, "awaiting_shopper"),
        gt(operations.nextLookAt, at),
      ),
    );
}
