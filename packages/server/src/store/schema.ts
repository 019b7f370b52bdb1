import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { LinkAttemptStatus, LinkEnd, LinkStatus } from "../domain/account-link.ts";
import type { CashbackKind } from "../domain/cashback.ts";
import type { ChargeDoubt } from "../domain/charge-doubt.ts";
import type { DeclineReason } from "../domain/decline.ts";
import type { DeliveryKind } from "../domain/delivery.ts";
import type { Currency } from "../domain/money.ts";
import type { OperationKind, OperationStatus } from "../domain/operation.ts";
import type {
  Attention,
  CaptureMode,
  Fulfilment,
  NextAction,
  PaymentMethod,
  PaymentStatus,
} from "../domain/payment.ts";
import type { PauseReason } from "../domain/provider-pause.ts";

/** Everything of Kaikei lives in a schema of its own, so that it can share the shop's database. */
export const kaikeiSchema = pgSchema("kaikei");

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
/** Minor units: eleven digits fit a JavaScript number with room to spare. */
const minorUnits = (name: string) => bigint(name, { mode: "number" });

export const payments = kaikeiSchema.table(
  "payments",
  {
    id: text("id").primaryKey(),
    order: text("order_name").notNull(),
    provider: text("provider").notNull(),
    environment: text("environment").notNull(),
    merchant: text("merchant").notNull(),
    status: text("status").$type<PaymentStatus>().notNull(),
    method: text("method").$type<PaymentMethod>().notNull().default("code"),
    captureMode: text("capture_mode").$type<CaptureMode>().notNull().default("automatic"),
    customer: text("customer"),
    accountLink: text("account_link"),
    agreedToSimilar: boolean("agreed_to_similar").notNull().default(false),
    /** The shop's own key of a charge without the shopper: asking again with it is the same charge. */
    chargeKey: text("charge_key"),
    currency: text("currency").$type<Currency>().notNull(),
    ordered: minorUnits("ordered").notNull(),
    revision: text("revision"),
    authorized: minorUnits("authorized").notNull().default(0),
    captured: minorUnits("captured").notNull().default(0),
    refunded: minorUnits("refunded").notNull().default(0),
    providerPaymentId: text("provider_payment_id"),
    providerCodeId: text("provider_code_id"),
    nextAction: jsonb("next_action").$type<NextAction>(),
    /** The request of `begin`, byte for byte, so that a repeat is the same request. */
    beginRequest: text("begin_request").notNull(),
    expiresAt: instant("expires_at"),
    holdExpiresAt: instant("hold_expires_at"),
    declineReason: text("decline_reason").$type<DeclineReason>(),
    late: boolean("late").notNull().default(false),
    doubt: jsonb("doubt").$type<ChargeDoubt>(),
    uncertain: boolean("uncertain").notNull().default(false),
    abandoned: boolean("abandoned").notNull().default(false),
    retiring: boolean("retiring").notNull().default(false),
    stale: boolean("stale").notNull().default(false),
    fulfilment: text("fulfilment").$type<Fulfilment>(),
    attention: text("attention").$type<Attention>(),
    createdAt: instant("created_at").notNull(),
    paidAt: instant("paid_at"),
    closedAt: instant("closed_at"),
    version: integer("version").notNull().default(1),
    /** When the next scheduled look is due; null when none is. */
    nextLookAt: instant("next_look_at"),
    /** Somebody is calling the provider about this payment until then, so nobody else does. */
    lookLeaseUntil: instant("look_lease_until"),
    /** When a hint last caused a look of its own. */
    hintedAt: instant("hinted_at"),
    /** When a notification first spoke of it: tells whether the provider's notifications reach us at all. */
    notifiedAt: instant("notified_at"),
    /** Looks in a row that brought no answer. */
    failures: integer("failures").notNull().default(0),
  },
  (table) => [
    uniqueIndex("one_live_payment_per_order")
      .on(table.environment, table.merchant, table.order)
      .where(sql`status in ('created', 'pending', 'authorized') and not abandoned and not late`),
    uniqueIndex("one_fulfilling_payment_per_order")
      .on(table.environment, table.merchant, table.order)
      .where(sql`fulfilment = 'fulfilling'`),
    uniqueIndex("one_payment_per_charge_key")
      .on(table.environment, table.merchant, table.chargeKey)
      .where(sql`charge_key is not null`),
    index("payments_by_account_link").on(table.accountLink).where(sql`account_link is not null`),
    index("payments_due").on(table.nextLookAt).where(sql`next_look_at is not null`),
    index("payments_by_order").on(table.order),
    index("payments_needing_attention").on(table.createdAt).where(sql`attention is not null`),
    index("payments_by_provider_payment").on(table.providerPaymentId),
    index("payments_by_paid_time")
      .on(table.provider, table.environment, table.merchant, table.paidAt)
      .where(sql`paid_at is not null`),
    check("amounts_are_sane", sql`ordered > 0 and captured >= 0 and refunded >= 0 and refunded <= captured`),
  ],
);

/** The history: append-only, one row for each thing that was observed, decided or refused. */
export const paymentEvents = kaikeiSchema.table(
  "payment_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    payment: text("payment_id")
      .notNull()
      .references(() => payments.id),
    /** The payment's version after this event. */
    version: integer("version").notNull(),
    kind: text("kind").$type<"started" | "changed" | "refused" | "flagged">().notNull(),
    status: text("status").$type<PaymentStatus>().notNull(),
    /** What was observed, in our words; for a refusal, also why. */
    detail: jsonb("detail").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("events_by_payment").on(table.payment, table.id)],
);

export const operations = kaikeiSchema.table(
  "operations",
  {
    id: text("id").primaryKey(),
    payment: text("payment_id")
      .notNull()
      .references(() => payments.id),
    kind: text("kind").$type<OperationKind>().notNull(),
    amount: minorUnits("amount").notNull(),
    reason: text("reason"),
    key: text("key"),
    status: text("status").$type<OperationStatus>().notNull(),
    problem: text("problem"),
    url: text("url"),
    until: instant("until"),
    requestedAt: instant("requested_at").notNull(),
    askedAt: instant("asked_at").notNull(),
    absentSince: instant("absent_since"),
    nextLookAt: instant("next_look_at"),
    failures: integer("failures").notNull().default(0),
  },
  (table) => [
    uniqueIndex("one_operation_per_key").on(table.payment, table.key),
    index("operations_due").on(table.nextLookAt).where(sql`next_look_at is not null`),
    check("operation_amount_is_positive", sql`amount > 0`),
  ],
);

/** The inbox: what providers told us, kept before it is acted on. A row moves nothing; it makes us look. */
export const notifications = kaikeiSchema.table(
  "notifications",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    provider: text("provider").notNull(),
    /** SHA-256 of what the body says to us, so that repeated ones, and made-up ones about one payment, are one row. */
    bodyHash: text("body_hash").notNull(),
    paymentHint: text("payment_hint"),
    providerPaymentHint: text("provider_payment_hint"),
    receivedAt: instant("received_at").notNull(),
    times: integer("times").notNull().default(1),
    handledAt: instant("handled_at"),
  },
  (table) => [
    uniqueIndex("notifications_once").on(table.provider, table.bodyHash),
    index("notifications_by_time").on(table.receivedAt),
  ],
);

/** What the shop must hear, at least once. */
export const deliveries = kaikeiSchema.table(
  "deliveries",
  {
    id: text("id").primaryKey(),
    payment: text("payment_id")
      .notNull()
      .references(() => payments.id),
    kind: text("kind").$type<DeliveryKind>().notNull(),
    /** The payment's version that is the news: a payment can be refunded several times, and its news has an order. */
    version: integer("version").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    /** When to try (again); null once delivered. */
    nextAttemptAt: instant("next_attempt_at"),
    attempts: integer("attempts").notNull().default(0),
    deliveredAt: instant("delivered_at"),
    /** Name and message of the hook's last error. */
    lastError: text("last_error"),
  },
  (table) => [
    uniqueIndex("one_delivery_per_news").on(table.payment, table.kind, table.version),
    index("deliveries_due").on(table.nextAttemptAt).where(sql`next_attempt_at is not null`),
  ],
);

/** A shopper's account at a provider, linked to a customer of the shop. */
export const accountLinks = kaikeiSchema.table(
  "account_links",
  {
    id: text("id").primaryKey(),
    provider: text("provider").notNull(),
    environment: text("environment").notNull(),
    merchant: text("merchant").notNull(),
    /** The shop's own id of who linked it. */
    customer: text("customer").notNull(),
    /** What the provider lets us charge with, encrypted; null once the link has ended there too. */
    authorizationCipher: text("authorization_cipher"),
    /** Keyed hash of the same, to find a link by what the provider calls it. */
    authorizationHash: text("authorization_hash").notNull(),
    /** As the provider masks it: `*******1234`. */
    maskedPhone: text("masked_phone"),
    scopes: jsonb("scopes").$type<string[]>().notNull(),
    status: text("status").$type<LinkStatus>().notNull(),
    endedBecause: text("ended_because").$type<LinkEnd>(),
    linkedAt: instant("linked_at").notNull(),
    /** When the provider ends it unless it is used before. */
    expiresAt: instant("expires_at"),
    endedAt: instant("ended_at"),
    /** When to ask the provider how it stands. */
    nextLookAt: instant("next_look_at"),
    /** When the provider was last asked. */
    lookedAt: instant("looked_at"),
    failures: integer("failures").notNull().default(0),
  },
  (table) => [
    uniqueIndex("one_active_link_per_customer")
      .on(table.provider, table.environment, table.merchant, table.customer)
      .where(sql`status = 'active'`),
    index("links_by_authorization").on(table.authorizationHash),
    index("links_due").on(table.nextLookAt).where(sql`next_look_at is not null`),
  ],
);

/** A customer has set out to link an account: whose attempt it is, and which browser began it. */
export const linkAttempts = kaikeiSchema.table(
  "link_attempts",
  {
    id: text("id").primaryKey(),
    provider: text("provider").notNull(),
    environment: text("environment").notNull(),
    merchant: text("merchant").notNull(),
    customer: text("customer").notNull(),
    /** Of the value that the provider gives back in its signed answer; good for one answer. */
    nonceHash: text("nonce_hash").notNull(),
    /** Of the cookie of the browser that began. */
    browserHash: text("browser_hash"),
    /** Path on the shop's own origin. */
    returnPath: text("return_path").notNull(),
    scopes: jsonb("scopes").$type<string[]>().notNull(),
    status: text("status").$type<LinkAttemptStatus>().notNull(),
    /** The authorization, encrypted, while it waits for the customer's confirmation. */
    pendingCipher: text("pending_cipher"),
    maskedPhone: text("masked_phone"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (table) => [
    uniqueIndex("one_attempt_per_nonce").on(table.nonceHash),
    index("attempts_by_customer").on(table.customer, table.createdAt),
    index("attempts_by_expiry").on(table.expiresAt),
  ],
);

/** Points given to a customer, and taken back. */
export const cashbacks = kaikeiSchema.table(
  "cashbacks",
  {
    /** Ours, random, and the provider's id of the cashback or of its reversal. */
    id: text("id").primaryKey(),
    kind: text("kind").$type<CashbackKind>().notNull(),
    /** The cashback that a reversal takes back. */
    of: text("of"),
    provider: text("provider").notNull(),
    environment: text("environment").notNull(),
    merchant: text("merchant").notNull(),
    customer: text("customer").notNull(),
    accountLink: text("account_link").notNull(),
    payment: text("payment_id").references(() => payments.id),
    currency: text("currency").$type<Currency>().notNull(),
    amount: minorUnits("amount").notNull(),
    reason: text("reason"),
    key: text("key"),
    status: text("status").$type<OperationStatus>().notNull(),
    problem: text("problem"),
    requestedAt: instant("requested_at").notNull(),
    askedAt: instant("asked_at").notNull(),
    absentSince: instant("absent_since"),
    nextLookAt: instant("next_look_at"),
    failures: integer("failures").notNull().default(0),
  },
  (table) => [
    uniqueIndex("one_cashback_per_key").on(table.environment, table.merchant, table.key),
    index("cashbacks_by_customer").on(table.customer),
    index("cashbacks_due").on(table.nextLookAt).where(sql`next_look_at is not null`),
    check("cashback_amount_is_positive", sql`amount > 0`),
  ],
);

/** How a provider stands with a merchant, for all processes: one that is told to wait makes the others wait too. */
export const providerStates = kaikeiSchema.table(
  "provider_states",
  {
    provider: text("provider").notNull(),
    environment: text("environment").notNull(),
    merchant: text("merchant").notNull(),
    /** Nobody calls before then. */
    pausedUntil: instant("paused_until"),
    reason: text("reason").$type<PauseReason>(),
    /** Refusals in a row. */
    failures: integer("failures").notNull().default(0),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.environment, table.merchant] })],
);
