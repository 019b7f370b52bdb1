import { and, eq, getTableColumns, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { DeliveryKind } from "../domain/delivery.ts";
import type { Payment } from "../domain/payment.ts";
import type { Database } from "./database.ts";
import { paymentOf } from "./payment-row.ts";
import { payments } from "./schema.ts";

/** NOTIFY's channel: each change of a payment is told as "<id> <version>" to whoever listens. A hint, not the news itself. */
const paymentsChannel = "kaikei_payments";

export interface PaymentEvent {
  kind: "started" | "changed" | "refused" | "flagged";
  /** What was observed, in our words; for a refusal, also why. */
  detail: object;
  now: Date;
}

/**
 * Moves a payment from one version to the next: the row, its history, what the shop must hear and NOTIFY, in one
 * statement. False when it no longer stands at `before.version`; then nothing is written.
 */
export async function writePayment(
  db: Database,
  change: { before: Payment; after: Payment; event: PaymentEvent; news: DeliveryKind | null },
): Promise<boolean> {
  const { before, after, event, news } = change;
  const changed = db.$with("changed").as(
    db
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
        stale: after.stale,
        fulfilment: after.fulfilment,
        attention: after.attention,
        paidAt: after.paidAt,
        closedAt: after.closedAt,
        version: after.version,
      })
      .where(and(eq(payments.id, after.id), eq(payments.version, before.version)))
      .returning({ id: payments.id, version: payments.version, status: payments.status }),
  );
  const rows = await db
    .with(changed, db.$with("event", {}).as(insertEvent(event)), ...newsQueue(db, { news, after, event }))
    .select({ told: tell(changed) })
    .from(changed);
  return rows.length > 0;
}

/** Inserts a payment with the first entry of its history, in one statement. Null when a unique index forbids it. */
export async function insertPayment(
  db: Database,
  values: typeof payments.$inferInsert,
  event: PaymentEvent,
): Promise<Payment | null> {
  const changed = db.$with("changed").as(
    db
      .insert(payments)
      .values(values)
      .onConflictDoNothing()
      .returning({ ...getTableColumns(payments), told: tell(payments).as("told") }),
  );
  const [inserted] = await db
    .with(changed, db.$with("event", {}).as(insertEvent(event)))
    .select()
    .from(changed);
  if (inserted === undefined) return null;
  const { told, ...row } = inserted;
  return paymentOf(row);
}

function tell(row: { id: AnyPgColumn; version: AnyPgColumn }) {
  return sql`pg_notify(${paymentsChannel}, ${row.id} || ' ' || ${row.version})`;
}

// These speak of "changed", the rows of the statement that they are a part of.

function insertEvent({ kind, detail, now }: PaymentEvent) {
  return sql`insert into kaikei.payment_events (payment_id, version, kind, status, detail, at)
    select id, version, ${kind}, status, ${JSON.stringify(detail)}::jsonb, ${now.toISOString()}::timestamptz from changed`;
}

/** The delivery's id says what is told and of which change, so that one change is queued once. */
function newsQueue(
  db: Database,
  { news, after, event }: { news: DeliveryKind | null; after: Payment; event: PaymentEvent },
) {
  if (news === null) return [];
  const id = `${news}_${after.id}_${after.version}`;
  const now = event.now.toISOString();
  return [
    db
      .$with("news", {})
      .as(sql`insert into kaikei.deliveries (id, payment_id, kind, version, created_at, next_attempt_at)
      select ${id}, id, ${news}, version, ${now}::timestamptz, ${now}::timestamptz from changed`),
  ];
}
