import { z } from "zod";
import type { Money } from "./money.ts";
import { isFinal, type OperationStatus, onAbsence } from "./operation.ts";

/** `give` adds points to a customer's wallet, `reverse` takes them back. */
export const cashbackKindSchema = z.enum(["give", "reverse"]);
export type CashbackKind = z.infer<typeof cashbackKindSchema>;

/** Points given to a customer, or taken back. */
export interface Cashback {
  /** Ours, random, and the provider's id of it. */
  id: string;
  kind: CashbackKind;
  /** The cashback that a reversal takes back. */
  of: string | null;
  /** The shop's own id of who gets it. */
  customer: string;
  /** The payment that it is for, where there is one. */
  payment: string | null;
  amount: Money;
  reason: string | null;
  /** The shop's own name for what it intends: asking again with it returns the earlier one. */
  key: string | null;
  status: OperationStatus;
  /** The provider's code of the refusal. */
  problem: string | null;
  requestedAt: Date;
  /** When the provider was last asked. */
  askedAt: Date;
  /** Since when looks have found nothing of it. */
  absentSince: Date | null;
}

/** What asking the provider for it brought. */
export type CashbackAnswer =
  /** The provider has it and works on it. */
  | { kind: "accepted" }
  /** It certainly did not take effect, and may be asked for again with the same id. */
  | { kind: "not_heard" }
  | { kind: "unknown" }
  /**
   * Refused. `usedId`: the refusal may also mean that this id has acted before, so that only a look tells.
   */
  | { kind: "refused"; problem: string; usedId: boolean };

/** What a look at it brought. */
export type CashbackSight =
  /** It has happened. Of a reversal, so much of it: what the customer still had. */
  | { kind: "done"; amount: number }
  | { kind: "failed"; problem: string }
  | { kind: "underway" }
  /** The provider knows of no such id. */
  | { kind: "absent" }
  /** The look was not answered, or refused: it says nothing about the cashback. */
  | { kind: "nothing" };

/** What is to be written down, and when to look (again). */
export interface CashbackStep {
  status: OperationStatus;
  problem: string | null;
  absentSince: Date | null;
  /** `backOff`: after a while that grows each time. */
  next: "never" | "backOff" | Date;
}

type Standing = Pick<Cashback, "status" | "problem" | "askedAt" | "absentSince">;

/** What asking for it means. An answer that did not arrive is never a failure, and a refusal is only final when it is clear. */
export function afterAsking(answer: CashbackAnswer): CashbackStep {
  const open = { problem: null, absentSince: null, next: "backOff" } as const;
  switch (answer.kind) {
    case "accepted":
      return { ...open, status: "accepted" };
    case "not_heard":
      return { ...open, status: "requested" };
    case "unknown":
      return { ...open, status: "uncertain" };
    case "refused":
      if (answer.usedId) return { ...open, status: "uncertain", problem: answer.problem };
      return { ...open, status: "declined", problem: answer.problem, next: "never" };
  }
}

/**
 * What a look means for a cashback that was asked for. It is asked for once and then only looked at: where nothing is
 * found of it, a person decides (`needsPerson`), since the provider may still have it in a queue, and a second one with
 * a new id could be given beside it.
 */
export function afterLook(cashback: Standing, sight: CashbackSight, now: Date): CashbackStep {
  const { status, problem, absentSince } = cashback;
  switch (sight.kind) {
    case "done":
      return { status: "done", problem: null, absentSince: null, next: "never" };
    case "failed":
      return { status: "declined", problem: sight.problem, absentSince: null, next: "never" };
    case "underway":
      return { status: "accepted", problem: null, absentSince: null, next: "backOff" };
    case "nothing":
      return { status, problem, absentSince, next: "backOff" };
    case "absent": {
      const step = onAbsence(cashback, now);
      if (step.kind === "wait") return { status, problem, absentSince: step.absentSince, next: step.until };
      if (step.kind === "declined") return { status: "declined", problem, absentSince, next: "never" };
      return { status, problem, absentSince, next: "backOff" };
    }
  }
}

/** Looks this far apart that both find nothing agree that there is nothing. */
export const absentForMs = 30_000;
/** PayPay's take seconds; what has been open for a day does not end by itself. */
export const openForMs = 24 * 3_600_000;

/** Whether it does not end by itself: two looks agree that the provider knows nothing of it, or it has been open for a day. */
export function needsPerson(cashback: Standing & Pick<Cashback, "requestedAt">, now: Date): boolean {
  const { status, problem, absentSince, requestedAt } = cashback;
  const isSince = (since: Date | null, ms: number) => since !== null && now.getTime() - since.getTime() >= ms;
  const isLost = status === "uncertain" && problem === null && isSince(absentSince, absentForMs);
  return isLost || (!isFinal(status) && isSince(requestedAt, openForMs));
}

/** How much of a cashback can still be taken back: whatever was asked and not refused is reserved. */
export function reversible(
  given: Pick<Cashback, "status" | "amount">,
  reversals: readonly Pick<Cashback, "status" | "amount">[],
): number {
  if (given.status !== "done") return 0;
  const taken = reversals
    .filter(({ status }) => status !== "declined" && status !== "lapsed")
    .reduce((sum, { amount }) => sum + amount.amount, 0);
  return Math.max(0, given.amount.amount - taken);
}
