import { isGoingBack } from "./charge.ts";
import type { Money } from "./money.ts";
import type { Observation } from "./observation.ts";
import { isLive, type Payment } from "./payment.ts";

/** What an observation does to a payment. A refusal is data: it goes into the history and to a person. */
export type Transition =
  | { kind: "changed"; payment: Payment }
  | { kind: "unchanged" }
  | { kind: "refused"; attention: "mismatch"; message: string };

/** Amounts that operations of ours have asked for: what is seen of them is no contradiction. Minor units. */
export interface Explained {
  /** To be held, by reauthorizations. */
  authorized: readonly number[];
  /** To be taken, by captures. */
  captured: readonly number[];
}

const nothingExplained: Explained = { authorized: [], captured: [] };

/**
 * Decides which status may follow which; nobody else has an opinion. Late and repeated observations change
 * nothing, and money wins: an answer that a payment is paid or held is taken even after we had closed it.
 */
export function transition(
  payment: Payment,
  observation: Observation,
  now: Date,
  explained: Explained = nothingExplained,
): Transition {
  switch (observation.status) {
    case "pending":
      return offered(payment, observation);
    case "authorized":
      return isGoingBack(payment, now) ? unchanged : held(payment, observation, explained);
    case "completed":
      return isGoingBack(payment, now) ? unchanged : paid(payment, observation, { now, explained });
    case "canceled":
      return ended(payment, observation, now);
    case "expired":
    case "failed":
      return isLive(payment.status) ? closed(payment, observation, now) : unchanged;
  }
}

const unchanged: Transition = { kind: "unchanged" };

function offered(payment: Payment, { code }: Observation & { status: "pending" }): Transition {
  if (payment.status !== "created" || payment.abandoned || code === null) return unchanged;
  return changed(payment, {
    status: "pending",
    nextAction: code.nextAction,
    expiresAt: code.expiresAt,
    providerCodeId: code.providerCodeId,
    uncertain: false,
    doubt: null,
  });
}

function held(
  payment: Payment,
  observation: Observation & { status: "authorized" },
  explained: Explained,
): Transition {
  if (payment.captured > 0 || wasReversed(payment) || wasReleased(payment)) return unchanged;
  const { providerPaymentId, authorized } = observation;
  const difference = differenceFrom(payment, {
    providerPaymentId,
    amount: authorized,
    right: [payment.ordered.amount, ...explained.authorized],
  });
  if (difference !== null) return refused(difference);
  const holdExpiresAt = observation.holdExpiresAt ?? payment.holdExpiresAt;
  if (payment.status === "authorized") {
    const isRaised = authorized.amount !== payment.authorized;
    if (!isRaised && holdExpiresAt?.getTime() === payment.holdExpiresAt?.getTime()) return unchanged;
    return changed(payment, {
      authorized: authorized.amount,
      holdExpiresAt,
      ...(isRaised && { nextAction: null }),
    });
  }
  return changed(payment, {
    ...settled,
    doubt: null,
    status: "authorized",
    authorized: authorized.amount,
    holdExpiresAt,
    providerPaymentId,
    late: wasGivenUp(payment),
    // What is held has the order, whether or not its code was ever shown.
    abandoned: false,
  });
}

function paid(
  payment: Payment,
  observation: Observation & { status: "completed" },
  { now, explained }: { now: Date; explained: Explained },
): Transition {
  if (wasReversed(payment)) return unchanged;
  const { providerPaymentId, captured } = observation;
  const right =
    payment.status === "completed"
      ? [payment.captured]
      : [payment.ordered.amount, payment.authorized, ...explained.captured];
  const difference = differenceFrom(payment, { providerPaymentId, amount: captured, right });
  if (difference !== null) return refused(difference);
  if (observation.refunded > observation.captured.amount) {
    return refused(
      `more was refunded (${observation.refunded}) than captured (${observation.captured.amount})`,
    );
  }
  if (payment.status === "completed") {
    return observation.refunded > payment.refunded
      ? changed(payment, { refunded: observation.refunded })
      : unchanged;
  }
  return changed(payment, {
    ...settled,
    doubt: null,
    status: "completed",
    captured: observation.captured.amount,
    refunded: observation.refunded,
    providerPaymentId: observation.providerPaymentId,
    paidAt: observation.paidAt ?? now,
    closedAt: now,
    late: payment.late || wasGivenUp(payment),
  });
}

function ended(payment: Payment, { paidAt }: Observation & { status: "canceled" }, now: Date): Transition {
  // That money came and went back is news at every status: nothing older may count as paid then. That nobody paid is
  // news only while we thought that somebody might.
  const news = paidAt === null ? isLive(payment.status) : !wasReversed(payment) && !wasReleased(payment);
  if (!news) return unchanged;
  const isRelease = payment.captureMode === "manual" && payment.captured === 0 && paidAt !== null;
  return changed(payment, {
    ...settled,
    status: "canceled",
    // Held money that was let go was never paid; that it had been held is told by the amount.
    ...(isRelease
      ? { authorized: payment.authorized || payment.ordered.amount }
      : { paidAt: payment.paidAt ?? paidAt }),
    closedAt: now,
  });
}

function closed(
  payment: Payment,
  observation: Observation & { status: "expired" | "failed" },
  now: Date,
): Transition {
  if (observation.status === "expired")
    return changed(payment, { ...settled, status: "expired", closedAt: now });
  const declineReason = observation.declineReason ?? payment.doubt?.refusal ?? null;
  return changed(payment, { ...settled, status: "failed", declineReason, closedAt: now });
}

/** What no longer holds once the shopper has nothing left to do. That we had a charge cancelled holds for ever. */
const settled = { nextAction: null, uncertain: false, retiring: false } as const;

function changed(payment: Payment, change: Partial<Payment>): Transition {
  return { kind: "changed", payment: { ...payment, ...change, version: payment.version + 1 } };
}

function refused(message: string): Transition {
  return { kind: "refused", attention: "mismatch", message };
}

/** Money came and went back: an older answer that says "paid" is late, not news. */
function wasReversed(payment: Payment): boolean {
  return payment.status === "canceled" && payment.paidAt !== null;
}

/** A hold that has ended without a capture: an older answer that says "held" is late, not news. */
function wasReleased({ status, authorized }: Payment): boolean {
  return (status === "canceled" || status === "expired") && authorized > 0;
}

function wasGivenUp(payment: Payment): boolean {
  return payment.abandoned || !isLive(payment.status);
}

function differenceFrom(
  payment: Payment,
  seen: { providerPaymentId: string; amount: Money; right: readonly number[] },
): string | null {
  const { ordered } = payment;
  const { amount, providerPaymentId } = seen;
  if (amount.currency !== ordered.currency || !seen.right.includes(amount.amount)) {
    return `${ordered.amount} ${ordered.currency} was ordered, the provider speaks of ${amount.amount} ${amount.currency}`;
  }
  if (payment.providerPaymentId !== null && payment.providerPaymentId !== providerPaymentId) {
    return `the provider's payment is ${providerPaymentId}, it was ${payment.providerPaymentId} before`;
  }
  return null;
}
