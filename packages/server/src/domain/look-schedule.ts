import { chargeEnds, nextChargeLook, usesAccount } from "./charge.ts";
import { isLive, type Payment } from "./payment.ts";

/** How often a payment is looked at. Durations in milliseconds. */
export interface LookSettings {
  /** Between two scheduled looks while the shopper can pay. PayPay's SDK READMEs advise 4-5 s. */
  intervalMs: number;
  /** How long a payment that we closed unpaid is still looked at, in case money arrives late. */
  graceMs: number;
  /** How long a code may be payable whose expiry we never learned. */
  assumedCodeLifeMs: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Ages, since we closed it, at which a payment that ended unpaid is looked at once more. */
const graceLooksMs = [30 * second, 2 * minute, 10 * minute, hour, 6 * hour, 24 * hour];

/** Ages of a paid payment at which it is looked at: refunds and cancels made in PayPay's panel send no webhook. */
const paidLooksMs = [10 * minute, hour, 6 * hour, 24 * hour, 48 * hour];

const longestBackOffMs = 5 * minute;
/** About a day of them. */
const triesOfTheOld = 300;

const lastingFailures = 5;

/** So many intervals lie between two looks while the provider's notifications are proven to arrive. */
export const patience = 3;

/**
 * When to look at a payment again; null: never by schedule. A look that failed is repeated with back-off, and not
 * before the provider allows.
 */
export function nextLookAt(input: {
  payment: Payment;
  now: Date;
  /** Looks in a row that brought no answer. */
  failures: number;
  /** Milliseconds that the provider asked us to wait, if it did. */
  retryAfterMs: number | null;
  /** The provider refused us as a caller: this payment waits until it serves us again, and nothing is counted. */
  postponed: boolean;
  /** A notification is proven to come once it is paid, and none has come yet. */
  willBeNotified: boolean;
  settings: LookSettings;
}): Date | null {
  const { payment, now, failures, settings } = input;
  if (input.postponed) return later(now, input.retryAfterMs ?? settings.intervalMs);
  if (failures === 0) return plannedLook(payment, now, input);
  // Repeated whatever the plan says: a look that brought no answer was none. Long after the grace we stop all the same.
  // One that is paid is not given up for its age: it may be refunded a year later, and the look after that may fail.
  const isOld =
    payment.closedAt !== null && now.getTime() - payment.closedAt.getTime() > 2 * settings.graceMs;
  if (isOld && (payment.captured === 0 || failures > triesOfTheOld)) return null;
  const backOffMs = Math.min(settings.intervalMs * 2 ** (failures - 1), longestBackOffMs);
  return later(now, Math.max(backOffMs, input.retryAfterMs ?? 0));
}

/** Whether a person has to ask the provider: its time and the grace are over, and looks still bring no answer. */
export function isUnanswered(
  payment: Payment,
  {
    now,
    failures,
    nextLook,
    settings,
  }: { now: Date; failures: number; nextLook: Date | null; settings: LookSettings },
): boolean {
  // A few failures pass by themselves, as long as somebody goes on looking.
  if (failures === 0 || (failures < lastingFailures && nextLook !== null)) return false;
  const over = payment.closedAt ?? expiryOf(payment, settings);
  return now.getTime() - over.getTime() > settings.graceMs;
}

/** When the code can no longer be paid, as far as we know. */
export function expiryOf(payment: Payment, settings: LookSettings): Date {
  if (payment.expiresAt !== null) return payment.expiresAt;
  return usesAccount(payment) ? chargeEnds(payment) : later(payment.createdAt, settings.assumedCodeLifeMs);
}

function plannedLook(
  payment: Payment,
  now: Date,
  { settings, willBeNotified }: { settings: LookSettings; willBeNotified: boolean },
): Date | null {
  if (payment.status === "authorized") return plannedHoldLook(payment, now);
  if (isLive(payment.status)) {
    // The answers contradict the record: asking often brings nothing, a person has to look.
    if (payment.attention === "mismatch") return later(now, hour);
    if (payment.status === "created" && usesAccount(payment)) {
      return nextChargeLook(payment, { now, intervalMs: settings.intervalMs });
    }
    const expiry = expiryOf(payment, settings);
    const neverReachedTheProvider = payment.status === "created" && !payment.uncertain;
    if (neverReachedTheProvider || payment.abandoned) return expiry > now ? expiry : now;
    const interval =
      payment.method === "request"
        ? requestInterval(payment, now, settings)
        : willBeNotified
          ? patientInterval(payment, now, settings)
          : settings.intervalMs;
    const next = later(now, interval);
    return expiry > now && expiry < next ? expiry : next;
  }
  if (payment.closedAt === null) return null;
  if (payment.status === "completed") return firstAfter(now, payment.closedAt, paidLooksMs);
  if (payment.paidAt !== null) return null;
  const graceLooks = [...graceLooksMs.filter((at) => at < settings.graceMs), settings.graceMs];
  return firstAfter(now, payment.closedAt, graceLooks);
}

/**
 * Held money is looked at ever more rarely: a capture or revert made in PayPay's panel may send no webhook that reaches
 * us. And as its hold ends, until that is seen.
 */
function plannedHoldLook({ createdAt, holdExpiresAt }: Payment, now: Date): Date {
  const ageMs = now.getTime() - createdAt.getTime();
  const sparse = later(now, ageMs < hour ? 10 * minute : ageMs < 24 * hour ? hour : 6 * hour);
  if (holdExpiresAt === null) return sparse;
  if (holdExpiresAt > now) return holdExpiresAt < sparse ? holdExpiresAt : sparse;
  return later(now, now.getTime() - holdExpiresAt.getTime() < hour ? minute : hour);
}

/** A request waits for hours: at first she may be about to answer it, and later a look now and then will do. */
function requestInterval({ createdAt }: Payment, now: Date, { intervalMs }: LookSettings): number {
  return Math.min(Math.max((now.getTime() - createdAt.getTime()) / 20, intervalMs), 5 * minute);
}

/** The first look comes as early as ever: it also tells whether the code can be paid at all. */
function patientInterval(payment: Payment, now: Date, { intervalMs }: LookSettings): number {
  const isFresh = now.getTime() - payment.createdAt.getTime() < intervalMs;
  return isFresh ? intervalMs : patience * intervalMs;
}

/** The first of the moments at these ages that is still to come. */
function firstAfter(now: Date, since: Date, agesMs: readonly number[]): Date | null {
  return agesMs.map((ageMs) => later(since, ageMs)).find((at) => at > now) ?? null;
}

function later(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
