import type { ChargeDoubt } from "./charge-doubt.ts";
import type { Payment, PaymentMethod } from "./payment.ts";

// An account is charged, or asked for money, by a call that has an effect of its own: unlike a code, which nobody has to
// pay. So whether it happened is never guessed: a payment that stands at `created` is decided here, by what looks find.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** No call of a charge takes longer; an answer after this is not coming any more. PayPay's recommendation: 30 s. */
const callMs = 30 * second;
/** Two looks so far apart that both find nothing prove that there is nothing. */
const absenceMs = 30 * second;
/** An accepted cancel takes seconds. Money that is still there after this long is ours. */
const reversalMs = hour;

/**
 * How long after it was written down the provider is asked for the money, again too: as long as a shopper waits at the
 * page, or a billing job's charge is still the one that it meant. After that nothing is asked for any more.
 */
const lifeMs: Record<Exclude<PaymentMethod, "code">, number> = {
  linked_account: 3 * minute,
  recurring: hour,
  request: hour,
};

/** What a look has found of it. */
export type ChargeSight =
  /** The provider does not know it. */
  | "nothing"
  /** It knows it, and does not say that it is over. */
  | "unsettled"
  /** It was paid, or the money is held; not taken down yet, since it may be going back at this moment. */
  | "money"
  /** No answer. */
  | "no_answer";

export type ChargeStep =
  | { kind: "wait"; absentSince: number | null }
  /** Ask for the money, if the order is still to be paid. */
  | { kind: "ask" }
  /** Tell the provider to cancel it, so that it cannot happen later either. */
  | { kind: "cancel"; absentSince: number | null }
  /** It certainly did not happen, and cannot any more. */
  | { kind: "close"; status: "canceled" | "failed" };

/** Whether an account is charged by it, now or when the shopper says so, rather than a code shown. */
export function usesAccount({ method }: Pick<Payment, "method">): boolean {
  return method !== "code";
}

/** Until when the money is asked for. */
export function chargeEnds({ method, createdAt }: Pick<Payment, "method" | "createdAt">): Date {
  return new Date(createdAt.getTime() + (method === "code" ? 0 : lifeMs[method]));
}

/** What to do next about one that stands at `created`, after a look, or without one if it was certainly never asked for. */
export function stepOf(payment: Payment, { sight, now }: { sight: ChargeSight; now: Date }): ChargeStep {
  const { doubt, retiring } = payment;
  const closed = { kind: "close", status: retiring ? "canceled" : "failed" } as const;
  const isOver = now >= chargeEnds(payment);
  if (!payment.uncertain || doubt === null) return retiring || isOver ? closed : { kind: "ask" };

  const absentSince = absenceOf(doubt, { sight, now });
  const isProven = sight === "nothing" && absentSince !== null && now.getTime() - absentSince >= absenceMs;
  const wait = { kind: "wait", absentSince } as const;
  const cancel = { kind: "cancel", absentSince } as const;
  if (doubt.cancel !== null) {
    const { answer } = doubt.cancel;
    if (sight === "nothing" && (answer === "accepted" || isProven)) return closed;
    const isAnswered = answer === "accepted" || (answer === "refused" && sight === "money");
    return isAnswered ? wait : cancel;
  }
  if (retiring) return cancel;
  if (!isProven) return isOver && sight !== "nothing" ? cancel : wait;
  // A request that is still on its way, from a process that stood still, must not take money for an order that is free.
  return isOver || doubt.refusal !== null ? cancel : { kind: "ask" };
}

function absenceOf(doubt: ChargeDoubt, { sight, now }: { sight: ChargeSight; now: Date }): number | null {
  if (sight === "no_answer") return doubt.absentSince;
  if (sight !== "nothing" || now.getTime() < doubt.askedAt + callMs) return null;
  return doubt.absentSince ?? now.getTime();
}

/**
 * Whether money that is seen may be going back at this moment, because we have told the provider to cancel it. Then it is
 * not ours yet, and the shop must not hear of it.
 */
export function isGoingBack({ doubt }: Pick<Payment, "doubt">, now: Date): boolean {
  if (doubt === null || doubt.cancel === null) return false;
  const { since, answer, answeredAt } = doubt.cancel;
  // Refused, so that nothing goes back; the look that says so must not be older than the refusal.
  if (answer === "refused") return now.getTime() < (answeredAt ?? since) + absenceMs;
  return now.getTime() < since + reversalMs;
}

/** When to look again at one that stands at `created`. */
export function nextChargeLook(
  payment: Payment,
  { now, intervalMs }: { now: Date; intervalMs: number },
): Date {
  const { doubt } = payment;
  const at = now.getTime();
  if (!payment.uncertain || doubt === null) return new Date(Math.max(at, chargeEnds(payment).getTime()));
  const sparse = (since: number) => Math.min(Math.max((at - since) / 4, intervalMs), 5 * minute);
  if (doubt.cancel !== null) return new Date(at + sparse(doubt.cancel.since));
  const callOver = doubt.askedAt + callMs;
  // She waits for it: what the provider was slow to do is seen soon. Nobody waits for the others.
  if (at < callOver) {
    return new Date(payment.method === "linked_account" ? Math.min(at + intervalMs, callOver) : callOver);
  }
  if (doubt.absentSince !== null) return new Date(Math.max(doubt.absentSince + absenceMs, at + second));
  return new Date(at + sparse(doubt.askedAt));
}
