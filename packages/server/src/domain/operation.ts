import { z } from "zod";
import type { Payment } from "./payment.ts";

/**
 * `refund` gives captured money back; `cancel` undoes a whole payment while the provider still lets us; `capture` takes
 * held money, `revert` lets it go, `reauthorize` changes how much is held.
 */
export const operationKindSchema = z.enum(["refund", "cancel", "capture", "revert", "reauthorize"]);
export type OperationKind = z.infer<typeof operationKindSchema>;

/** Where an operation on a payment stands. */
export const operationStatusSchema = z.enum([
  /** Written down; the provider certainly has not heard of it. */
  "requested",
  /** Asked; the answer did not arrive. */
  "uncertain",
  /** Taken on by the provider, not finished. */
  "accepted",
  /** The shopper has to allow it, until `until`. */
  "awaiting_shopper",
  "done",
  /** Refused for good. */
  "declined",
  /** She did not allow it in time. */
  "lapsed",
]);
export type OperationStatus = z.infer<typeof operationStatusSchema>;

/** Nothing moves it any more. */
export function isFinal(status: OperationStatus): boolean {
  return status === "done" || status === "declined" || status === "lapsed";
}

export interface Operation {
  /** Ours, random, and of a refund the provider's `merchantRefundId`. A cancel has no id at the provider. */
  id: string;
  payment: string;
  kind: OperationKind;
  /** Minor units of the payment's currency. */
  amount: number;
  reason: string | null;
  /** The shop's own name for what it intends: asking again with it returns the earlier one. */
  key: string | null;
  status: OperationStatus;
  /** The provider's code of the refusal. */
  problem: string | null;
  requestedAt: Date;
  /** When the provider was last asked. */
  askedAt: Date;
  /** Where the shopper allows it, and until when she can. */
  url: string | null;
  until: Date | null;
  /** Since when looks have found nothing of it: no such refund, or a payment that is still paid. */
  absentSince: Date | null;
}

/**
 * How much of a payment can still be given back. Everything that was asked and not refused is reserved, so that
 * two refunds at once can never exceed what was captured, and a cancel, which is for all of it, leaves nothing to a
 * refund. What was made in the provider's own panel counts too.
 */
export function refundable(
  payment: Pick<Payment, "status" | "captured" | "refunded">,
  operations: readonly Pick<Operation, "kind" | "amount" | "status">[],
): number {
  if (payment.status === "canceled") return 0;
  const sum = (statuses: readonly OperationStatus[]) =>
    operations
      .filter(({ kind, status }) => givesBack(kind) && statuses.includes(status))
      .reduce((total, { amount }) => total + amount, 0);
  const underway = sum(["requested", "uncertain", "accepted", "awaiting_shopper"]);
  const done = sum(["done"]);
  return Math.max(0, payment.captured - Math.max(done, payment.refunded) - underway);
}

function givesBack(kind: OperationKind): boolean {
  return kind === "refund" || kind === "cancel";
}

/** A cancel may turn out to be impossible: the refund that takes its place has this id, fixed from the beginning. */
export function refundIdOf(cancelId: string): string {
  return cancelId.replace(/^can_/, "ref_");
}

/** What is open for longer than this does not end by itself. PayPay's refunds take hours at most. */
const longestMs = 24 * 3_600_000;

/** Whether a person has to look at an operation: it is not over and should be. */
export function isStuck(operation: Pick<Operation, "status" | "requestedAt">, now: Date): boolean {
  return !isFinal(operation.status) && now.getTime() - operation.requestedAt.getTime() >= longestMs;
}

/** No call of a refund takes longer; an answer after this is not coming any more. PayPay's recommendation: 30 s. */
const callMs = 30_000;
/** Two looks so far apart that both find nothing prove that there is nothing. */
const absenceMs = 30_000;
const acceptedMs = 3_600_000;

/**
 * What to do about an operation that a look found nothing of. Absence proves that it did not happen only once its call is
 * over and two looks, 30 s apart, agree; then the same id may be asked again. If that was refused (`problem`), and the
 * looks after it agree, it is declined.
 */
export function onAbsence(
  operation: Pick<Operation, "status" | "askedAt" | "absentSince" | "problem">,
  now: Date,
): { kind: "wait"; until: Date; absentSince: Date | null } | { kind: "ask_again" } | { kind: "declined" } {
  const answered = new Date(operation.askedAt.getTime() + callMs);
  if (now < answered) return { kind: "wait", until: answered, absentSince: null };
  const absentSince = operation.absentSince ?? now;
  const proven = new Date(absentSince.getTime() + absenceMs);
  if (now < proven) return { kind: "wait", until: proven, absentSince };
  // What was once accepted is never asked again: a provider that has lost it must be asked by a person.
  if (operation.status === "accepted") {
    return { kind: "wait", until: new Date(now.getTime() + acceptedMs), absentSince };
  }
  return { kind: operation.problem === null ? "ask_again" : "declined" };
}

/** The waiting time before an attempt is repeated: 2 s, 4 s, 8 s … up to an hour. */
export function backOffMs(attempts: number): number {
  return Math.min(1000 * 2 ** Math.min(attempts, 20), 3_600_000);
}
