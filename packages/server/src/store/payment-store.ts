import { type ChargeDoubt, newDoubt } from "../domain/charge-doubt.ts";
import { type DeliveryKind, newsOf } from "../domain/delivery.ts";
import { fulfilmentOf } from "../domain/fulfilment.ts";
import { explainedBy } from "../domain/hold-operation.ts";
import type { Observation } from "../domain/observation.ts";
import { isLive, type Payment, type PaymentStatus } from "../domain/payment.ts";
import { type Explained, type Transition, transition } from "../domain/transition.ts";
import type { Database } from "./database.ts";
import { getPayment } from "./find-payments.ts";
import { hastenLook } from "./hasten-look.ts";
import { isFulfilled, lockOrder, lockOrderName } from "./lock-order.ts";
import { listOperations } from "./operation-store.ts";
import { operations } from "./schema.ts";
import type { Scope } from "./scope.ts";
import { lockLink, refuseWhileUncertain } from "./uncertain-charge.ts";
import { insertPayment, writePayment } from "./write-payment.ts";

// The only writer of a payment's status. What concerns one payment alone is one statement, which succeeds only if the
// payment still stands as it was read; where money comes or goes, the order is locked for one short transaction.

export interface Intent extends Scope {
  id: string;
  order: string;
  provider: string;
  ordered: Payment["ordered"];
  revision: string | null;
  method: Payment["method"];
  captureMode: Payment["captureMode"];
  /** Whose account is charged, and by which link; null for a code. */
  payer: { customer: string; accountLink: string } | null;
  agreedToSimilar: boolean;
  chargeKey: string | null;
  beginRequest: string;
  now: Date;
  /** The writer begins the payment itself; until then nobody else calls the provider about it. */
  leaseUntil: Date;
}

/**
 * Writes down that we want a payment, before the provider is asked. Null: the order is paid or has a live one already,
 * or a charge has this key.
 *
 * @throws KaikeiError `charge_uncertain`: the shopper agreed to a similar payment while another of her account is not
 * known to be paid or not.
 */
export async function insertIntent(db: Database, intent: Intent): Promise<Payment | null> {
  return db.transaction(async (tx) => {
    await lockOrderName(tx, intent);
    // Late money may have paid the order since the caller looked.
    if (await isFulfilled(tx, intent)) return null;
    if (intent.payer !== null) {
      await lockLink(tx, intent.payer.accountLink);
      if (intent.agreedToSimilar) await refuseWhileUncertain(tx, intent.payer.accountLink);
    }
    return insertPayment(
      tx,
      {
        id: intent.id,
        order: intent.order,
        provider: intent.provider,
        environment: intent.environment,
        merchant: intent.merchant,
        status: "created",
        currency: intent.ordered.currency,
        ordered: intent.ordered.amount,
        revision: intent.revision,
        method: intent.method,
        captureMode: intent.captureMode,
        customer: intent.payer?.customer ?? null,
        accountLink: intent.payer?.accountLink ?? null,
        agreedToSimilar: intent.agreedToSimilar,
        chargeKey: intent.chargeKey,
        doubt: intent.payer === null ? null : newDoubt(intent.now),
        beginRequest: intent.beginRequest,
        // From here until the answer is written, a crash leaves a call whose outcome nobody knows.
        uncertain: true,
        createdAt: intent.now,
        nextLookAt: intent.leaseUntil,
        lookLeaseUntil: intent.leaseUntil,
      },
      { kind: "started", detail: { amount: intent.ordered }, now: intent.now },
    );
  });
}

export interface Recorded {
  payment: Payment;
  changed: boolean;
  /** Where it stood before. */
  from: PaymentStatus;
}

/** What the shop has decided about what follows from an observation. */
export interface RecordingRules {
  /** Give a second payment of a paid order back. */
  refundDuplicates: boolean;
  /** What it wants to hear. */
  tells: ReadonlySet<DeliveryKind>;
}

interface ObservationRecord {
  /** As the caller last read it. */
  payment: Payment;
  observation: Observation;
  /**
   * "kit": what we conclude ourselves, of a payment that nobody paid. It counts only while the payment stands as the
   * caller read it: money may have come since.
   */
  source?: "provider" | "kit";
  rules: RecordingRules;
  now: Date;
}

/**
 * The one funnel that moves a payment: `transition` decides, and the row, its history and what the shop must hear are
 * written, all or nothing.
 */
export async function recordObservation(db: Database, record: ObservationRecord): Promise<Recorded> {
  const { payment, observation, source = "provider", rules, now } = record;
  let before = payment;
  for (;;) {
    const decision = transition(before, observation, now, await explain(db, before));
    if (movesMoney(before, decision)) return recordWithOrder(db, record);
    const after = afterOf(before, decision);
    const event = eventOf(decision, { source, observation, now });
    if (after === null || event === null) {
      // Of an old copy it would be a guess.
      const current = await getPayment(db, payment.id);
      if (current.version === before.version || source === "kit") {
        return { payment: current, changed: false, from: current.status };
      }
      before = current;
      continue;
    }
    if (await writePayment(db, { before, after, event, news: newsFor(rules, before, after) })) {
      return { payment: after, changed: true, from: before.status };
    }
    before = await getPayment(db, payment.id);
    if (source === "kit") return { payment: before, changed: false, from: before.status };
  }
}

/** The same where money comes or goes: what the payment is to its order depends on the order's other payments. */
async function recordWithOrder(
  db: Database,
  { payment, observation, source = "provider", rules, now }: ObservationRecord,
): Promise<Recorded> {
  return db.transaction(async (tx) => {
    const { before, others } = await lockOrder(tx, payment);
    const decision = transition(before, observation, now, await explain(tx, before));
    const moved = afterOf(before, decision);
    const event = eventOf(decision, { source, observation, now });
    if (moved === null || event === null) return { payment: before, changed: false, from: before.status };
    const fulfilment = fulfilmentOf(
      moved,
      others.some((other) => other.fulfilment === "fulfilling"),
    );
    const isNewHold = before.status !== "authorized" && moved.status === "authorized";
    const isSpare = isNewHold && others.some(hasTheOrder);
    const letGo = isSpare && rules.refundDuplicates;
    const after = {
      ...moved,
      fulfilment,
      attention: isSpare && !letGo ? ("duplicate" as const) : attentionOf(before, { ...moved, fulfilment }),
      retiring: moved.retiring || letGo,
    };
    await writePayment(tx, { before, after, event, news: newsFor(rules, before, after) });
    const isNewDuplicate = fulfilment === "duplicate" && before.fulfilment === null;
    if (isNewDuplicate && rules.refundDuplicates) await queueRefund(tx, after, now);
    if (letGo) await queueRevert(tx, after, now);
    else if (after.captured + after.authorized > 0 && !isSpare) await retireOthers(tx, others, now);
    return { payment: after, changed: true, from: before.status };
  });
}

/** A change that we decide ourselves; it moves no status. */
export type Flag =
  /** A call was made whose outcome we have not learned, or have learned now. */
  | { uncertain: boolean }
  /** An account is charged, or is not known to have been. */
  | { uncertain?: true; doubt: ChargeDoubt }
  /** Its address was never shown and never will be: the order may have another payment. */
  | { abandoned: true }
  /** Its code is to be withdrawn, or its hold let go. */
  | { retiring: true; stale?: true; nextAction?: null }
  /** What the shopper is asked to allow, of a held payment. */
  | { nextAction: Payment["nextAction"] }
  /** Its hold was not let go after all. */
  | { retiring: false }
  | { attention: Payment["attention"] };

/** Sets a flag on a payment. One that no longer stands as the caller saw it (`version`) is left alone. */
export async function flagPayment(
  db: Database,
  { payment, flag, now }: { payment: Payment; flag: Flag; now: Date },
): Promise<Payment> {
  const after = { ...payment, ...flag, version: payment.version + 1 };
  const event = { kind: "flagged", detail: flag, now } as const;
  const written = await writePayment(db, { before: payment, after, event, news: null });
  return written ? after : getPayment(db, payment.id);
}

/** Only of held money an amount may differ from what was ordered. */
async function explain(db: Database, { id, captureMode }: Payment): Promise<Explained | undefined> {
  return captureMode === "manual" ? explainedBy(await listOperations(db, id)) : undefined;
}

/** It is what the order is paid with, or will be: no other payment of the order is needed. */
function hasTheOrder({ status, fulfilment, retiring }: Payment): boolean {
  return fulfilment === "fulfilling" || (status === "authorized" && !retiring);
}

function newsFor({ tells }: RecordingRules, before: Payment, after: Payment): DeliveryKind | null {
  const news = newsOf(before, after);
  return news !== null && tells.has(news) ? news : null;
}

/** Money that comes decides what the order's other payments are; money that goes may free the order. */
function movesMoney(before: Payment, decision: Transition): boolean {
  if (decision.kind !== "changed") return false;
  const { payment: after } = decision;
  return (
    before.fulfilment !== null ||
    after.authorized !== before.authorized ||
    after.captured !== before.captured ||
    after.refunded !== before.refunded
  );
}

/** The payment after a decision; null when nothing changes. */
function afterOf(before: Payment, decision: Transition): Payment | null {
  switch (decision.kind) {
    case "unchanged":
      return null;
    case "refused":
      return before.attention === decision.attention
        ? null
        : { ...before, attention: decision.attention, version: before.version + 1 };
    case "changed":
      return { ...decision.payment, attention: attentionOf(before, decision.payment) };
  }
}

function eventOf(
  decision: Transition,
  { source, observation, now }: { source: "provider" | "kit"; observation: Observation; now: Date },
) {
  switch (decision.kind) {
    case "unchanged":
      return null;
    case "refused":
      return { kind: "refused", detail: { source, observation, message: decision.message }, now } as const;
    case "changed":
      return { kind: "changed", detail: { source, observation }, now } as const;
  }
}

/**
 * A consistent answer that the payment is paid ends the doubt about it; a duplicate needs nobody once it is given back, or
 * its hold is over.
 */
function attentionOf(before: Payment, after: Payment): Payment["attention"] {
  if (after.fulfilment === "duplicate" && before.fulfilment === null) return "duplicate";
  const isOver = !isLive(after.status) && after.captured === after.refunded;
  const isGivenBack = isOver || after.status === "canceled";
  if (before.attention === "duplicate" && isGivenBack) return null;
  return before.attention === "mismatch" && after.status === "completed" ? null : after.attention;
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

/** The order needs no second hold: it is let go. */
async function queueRevert(tx: Database, payment: Payment, now: Date): Promise<void> {
  await tx
    .insert(operations)
    .values({
      id: `rev_${payment.id}`,
      payment: payment.id,
      kind: "revert",
      amount: payment.authorized,
      reason: "a second hold for the order",
      key: "duplicate hold",
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
    if (other.status === "authorized") await queueRevert(tx, other, now);
    const after = { ...other, retiring: true, version: other.version + 1 };
    const event = { kind: "flagged", detail: { retiring: true }, now } as const;
    await writePayment(tx, { before: other, after, event, news: null });
    await hastenLook(tx, other.id, now);
  }
}
