import { eq, sql } from "drizzle-orm";
import { fulfilmentOf } from "../domain/fulfilment.ts";
import type { Observation } from "../domain/observation.ts";
import { isLive, type Payment } from "../domain/payment.ts";
import { transition } from "../domain/transition.ts";
import type { Database } from "./database.ts";
import { hastenLook } from "./hasten-look.ts";
import { isFulfilled, lockOrder, lockOrderName } from "./lock-order.ts";
import { paymentOf } from "./payment-row.ts";
import { deliveries, operations, paymentEvents, payments } from "./schema.ts";
import type { Scope } from "./scope.ts";

// The only writer of a payment's status. Each function is one short transaction.

/** NOTIFY's channel: each change of a payment is told as "<id> <version>" to whoever listens. A hint, not the news itself. */
const paymentsChannel = "kaikei_payments";

export interface Intent extends Scope {
  id: string;
  order: string;
  provider: string;
  ordered: Payment["ordered"];
  beginRequest: string;
  now: Date;
  /** The writer begins the payment itself; until then nobody else calls the provider about it. */
  leaseUntil: Date;
}

/** Writes down that we want a payment, before the provider is asked. Null: the order is paid or has a live one already. */
export async function insertIntent(db: Database, intent: Intent): Promise<Payment | null> {
  return db.transaction(async (tx) => {
    await lockOrderName(tx, intent);
    // Late money may have paid the order since the caller looked.
    if (await isFulfilled(tx, intent)) return null;
    const [row] = await tx
      .insert(payments)
      .values({
        id: intent.id,
        order: intent.order,
        provider: intent.provider,
        environment: intent.environment,
        merchant: intent.merchant,
        status: "created",
        currency: intent.ordered.currency,
        ordered: intent.ordered.amount,
        beginRequest: intent.beginRequest,
        // From here until the answer is written, a crash leaves a call whose outcome nobody knows.
        uncertain: true,
        createdAt: intent.now,
        nextLookAt: intent.leaseUntil,
        lookLeaseUntil: intent.leaseUntil,
      })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) return null;
    const payment = paymentOf(row);
    await appendEvent(tx, { payment, kind: "started", detail: { amount: payment.ordered }, now: intent.now });
    return payment;
  });
}

export interface Recorded {
  payment: Payment;
  changed: boolean;
}

/**
 * The one funnel that moves a payment: locks it with its order's others, lets `transition` decide, writes, keeps the
 * history and queues what the shop must hear, all or nothing.
 */
export async function recordObservation(
  db: Database,
  {
    id,
    observation,
    source = "provider",
    refundDuplicates,
    now,
  }: {
    id: string;
    observation: Observation;
    /** "kit": what we conclude ourselves, of a payment that nobody paid. */
    source?: "provider" | "kit";
    /** Give a second payment of a paid order back. */
    refundDuplicates: boolean;
    now: Date;
  },
): Promise<Recorded> {
  return db.transaction(async (tx) => {
    const { before, others } = await lockOrder(tx, id);
    const decision = transition(before, observation, now);
    switch (decision.kind) {
      case "unchanged":
        return { payment: before, changed: false };
      case "refused": {
        if (before.attention === decision.attention) return { payment: before, changed: false };
        const after = { ...before, attention: decision.attention, version: before.version + 1 };
        const detail = { source, observation, message: decision.message };
        await write(tx, { before, after, kind: "refused", detail, now });
        return { payment: after, changed: true };
      }
      case "changed": {
        const fulfilment = fulfilmentOf(
          decision.payment,
          others.some((other) => other.fulfilment === "fulfilling"),
        );
        const attention = attentionOf(before, { ...decision.payment, fulfilment });
        const after = { ...decision.payment, fulfilment, attention };
        await write(tx, { before, after, kind: "changed", detail: { source, observation }, now });
        if (fulfilment === "fulfilling" && before.fulfilment === null) await queuePaid(tx, after, now);
        const isNewDuplicate = fulfilment === "duplicate" && before.fulfilment === null;
        if (isNewDuplicate && refundDuplicates) await queueRefund(tx, after, now);
        if (before.captured + before.authorized === 0 && after.captured + after.authorized > 0) {
          await retireOthers(tx, others, now);
        }
        return { payment: after, changed: true };
      }
    }
  });
}

/** A change that we decide ourselves; it moves no status. */
export type Flag =
  /** A call was made whose outcome we have not learned, or have learned now. */
  | { uncertain: boolean }
  /** Its address was never shown and never will be: the order may have another payment. */
  | { abandoned: true }
  /** Its code is to be withdrawn. */
  | { retiring: true }
  | { attention: Payment["attention"] };

/** Sets a flag on a payment. One that no longer stands as the caller saw it (`version`) is left alone. */
export async function flagPayment(
  db: Database,
  { payment, flag, now }: { payment: Payment; flag: Flag; now: Date },
): Promise<Payment> {
  return db.transaction(async (tx) => {
    const { before } = await lockOrder(tx, payment.id);
    if (before.version !== payment.version) return before;
    const after = { ...before, ...flag, version: before.version + 1 };
    await write(tx, { before, after, kind: "flagged", detail: flag, now });
    return after;
  });
}

async function write(
  tx: Database,
  change: {
    before: Payment;
    after: Payment;
    kind: "changed" | "refused" | "flagged";
    detail: object;
    now: Date;
  },
): Promise<void> {
  const { after } = change;
  await tx
    .update(payments)
    .set({
      status: after.status,
      authorized: after.authorized,
      captured: after.captured,
      refunded: after.refunded,
      providerPaymentId: after.providerPaymentId,
      providerCodeId: after.providerCodeId,
      nextAction: after.nextAction,
      expiresAt: after.expiresAt,
      late: after.late,
      uncertain: after.uncertain,
      abandoned: after.abandoned,
      retiring: after.retiring,
      fulfilment: after.fulfilment,
      attention: after.attention,
      paidAt: after.paidAt,
      closedAt: after.closedAt,
      version: after.version,
    })
    .where(eq(payments.id, after.id));
  await appendEvent(tx, { payment: after, kind: change.kind, detail: change.detail, now: change.now });
}

async function appendEvent(
  tx: Database,
  event: { payment: Payment; kind: "started" | "changed" | "refused" | "flagged"; detail: object; now: Date },
): Promise<void> {
  await tx.insert(paymentEvents).values({
    payment: event.payment.id,
    version: event.payment.version,
    kind: event.kind,
    status: event.payment.status,
    detail: event.detail,
    at: event.now,
  });
  await tx.execute(
    sql`select pg_notify(${paymentsChannel}, ${`${event.payment.id} ${event.payment.version}`})`,
  );
}

/** A consistent answer that the payment is paid ends the doubt about it; a duplicate needs nobody once it is given back. */
function attentionOf(before: Payment, after: Payment): Payment["attention"] {
  if (after.fulfilment === "duplicate" && before.fulfilment === null) return "duplicate";
  if (before.attention === "duplicate" && after.captured === after.refunded) return null;
  return before.attention === "mismatch" && after.status === "completed" ? null : before.attention;
}

async function queuePaid(tx: Database, payment: Payment, now: Date): Promise<void> {
  await tx
    .insert(deliveries)
    .values({
      id: `paid_${payment.id}`,
      payment: payment.id,
      kind: "paid",
      createdAt: now,
      nextAttemptAt: now,
    })
    .onConflictDoNothing();
}

/** Written down with the duplicate itself, so that no crash can come between; the next pass asks the provider. */
async function queueRefund(tx: Database, payment: Payment, now: Date): Promise<void> {
  await tx
    .insert(operations)
    .values({
      id: `ref_${payment.id}`,
      payment: payment.id,
      kind: "refund",
      amount: payment.captured - payment.refunded,
      reason: "duplicate payment of the order",
      key: "duplicate",
      status: "requested",
      requestedAt: now,
      askedAt: now,
      nextLookAt: now,
    })
    .onConflictDoNothing();
}

/** The order is paid: nobody should be able to pay it a second time. */
async function retireOthers(tx: Database, others: Payment[], now: Date): Promise<void> {
  for (const other of others.filter(({ status, retiring }) => isLive(status) && !retiring)) {
    const after = { ...other, retiring: true, version: other.version + 1 };
    await write(tx, { before: other, after, kind: "flagged", detail: { retiring: true }, now });
    await hastenLook(tx, other.id, now);
  }
}
