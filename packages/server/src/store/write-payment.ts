import { and, eq, getTableColumns, type Placeholder, sql, type WithSubquery } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { DeliveryKind } from "../domain/delivery.ts";
import type { Payment } from "../domain/payment.ts";
import type { Database } from "./database.ts";
import { paymentOf } from "./payment-row.ts";
import { prepareOnce } from "./prepare-once.ts";
import { payments } from "./schema.ts";

/** NOTIFY's channel: each change of a payment is told as "<id> <version>" to whoever listens. A hint, not the news itself. */
export const paymentsChannel = "kaikei_payments";

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
  const values = {
    ...Object.fromEntries(movable.map((name) => [name, driverValue(after[name])])),
    id: after.id,
    from: before.version,
    ...eventValues(event),
  };
  // The delivery's id says what is told and of which change, so that one change is queued once.
  const rows =
    news === null
      ? await quietWrite(db).execute(values)
      : await toldWrite(db).execute({ ...values, news, delivery: `${news}_${after.id}_${after.version}` });
  return rows.length > 0;
}

/** What a change may move. */
const movable = [
  "status",
  "authorized",
  "captured",
  "refunded",
  "providerPaymentId",
  "providerCodeId",
  "nextAction",
  "expiresAt",
  "holdExpiresAt",
  "declineReason",
  "late",
  "uncertain",
  "doubt",
  "abandoned",
  "retiring",
  "stale",
  "fulfilment",
  "attention",
  "paidAt",
  "closedAt",
  "version",
] as const satisfies readonly (keyof Payment)[];

/** Drizzle's own encoding of a placeholder knows no null. */
function driverValue(value: Payment[(typeof movable)[number]]): string | number | boolean | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

const quietWrite = prepareOnce((db) => writeWith(db, []).prepare("kaikei_write_payment"));
const toldWrite = prepareOnce((db) =>
  writeWith(db, [db.$with("news", {}).as(insertNews())]).prepare("kaikei_write_payment_news"),
);

function writeWith(db: Database, more: WithSubquery[]) {
  const { placeholder } = sql;
  const event = { kind: placeholder("kind"), detail: placeholder("detail"), at: placeholder("at") };
  const changed = db.$with("changed").as(
    db
      .update(payments)
      .set(Object.fromEntries(movable.map((name) => [name, sql`${placeholder(name)}`])))
      .where(and(eq(payments.id, placeholder("id")), eq(payments.version, placeholder("from"))))
      .returning({ id: payments.id, version: payments.version, status: payments.status }),
  );
  return db
    .with(changed, db.$with("event", {}).as(insertEvent(event)), ...more)
    .select({ told: tell(changed) })
    .from(changed);
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
    .with(changed, db.$with("event", {}).as(insertEvent(eventValues(event))))
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

function insertEvent({ kind, detail, at }: Record<"kind" | "detail" | "at", string | Placeholder>) {
  return sql`insert into kaikei.payment_events (payment_id, version, kind, status, detail, at)
    select id, version, ${kind}, status, ${detail}::jsonb, ${at}::timestamptz from changed`;
}

function eventValues({ kind, detail, now }: PaymentEvent) {
  return { kind, detail: JSON.stringify(detail), at: now.toISOString() };
}

function insertNews() {
  const { placeholder } = sql;
  return sql`insert into kaikei.deliveries (id, payment_id, kind, version, created_at, next_attempt_at)
    select ${placeholder("delivery")}, id, ${placeholder("news")}, version, ${placeholder("at")}::timestamptz, ${placeholder("at")}::timestamptz from changed`;
}
