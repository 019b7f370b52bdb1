import { sameMoney } from "./money.ts";
import type { Observation } from "./observation.ts";
import { isLive, type Payment, type PaymentStatus } from "./payment.ts";

/** What an observation does to a payment. A refusal is data: it goes into the history and to a person. */
export type Transition =
  | { kind: "changed"; payment: Payment }
  | { kind: "unchanged" }
  | { kind: "refused"; attention: "mismatch"; message: string };

/**
 * Decides which status may follow which; nobody else has an opinion. Late and repeated observations change
 * nothing, and money wins: an answer that a payment is paid or held is taken even after we had closed it.
 */
export function transition(payment: Payment, observation: Observation, now: Date): Transition {
  switch (observation.status) {
    case "pending":
      return offered(payment, observation);
    case "authorized":
      return held(payment, observation);
    case "completed":
      return paid(payment, observation, now);
    case "canceled":
      return ended(payment, observation, now);
    case "expired":
    case "failed":
      return isLive(payment.status) ? closed(payment, observation.status, now) : unchanged;
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
  });
}

function held(payment: Payment, observation: Observation & { status: "authorized" }): Transition {
  if (payment.status === "authorized" || payment.captured > 0 || wasReversed(payment)) return unchanged;
  const difference = differenceFrom(payment, observation.providerPaymentId, observation.authorized);
  if (difference !== null) return refused(difference);
  return changed(payment, {
    ...settled,
    status: "authorized",
    authorized: observation.authorized.amount,
    providerPaymentId: observation.providerPaymentId,
    late: wasGivenUp(payment),
  });
}

function paid(payment: Payment, observation: Observation & { status: "completed" }, now: Date): Transition {
  if (wasReversed(payment)) return unchanged;
  const difference = differenceFrom(payment, observation.providerPaymentId, observation.captured);
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
  const news = paidAt === null ? isLive(payment.status) : !wasReversed(payment);
  if (!news) return unchanged;
  return changed(payment, {
    ...settled,
    status: "canceled",
    paidAt: payment.paidAt ?? paidAt,
    closedAt: now,
  });
}

function closed(payment: Payment, status: PaymentStatus, now: Date): Transition {
  return changed(payment, { ...settled, status, closedAt: now });
}

/** What no longer holds once the shopper has nothing left to do. */
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

function wasGivenUp(payment: Payment): boolean {
  return payment.abandoned || !isLive(payment.status);
}

function differenceFrom(
  payment: Payment,
  providerPaymentId: string,
  amount: Payment["ordered"],
): string | null {
  if (!sameMoney(payment.ordered, amount)) {
    return `${payment.ordered.amount} ${payment.ordered.currency} was ordered, the provider speaks of ${amount.amount} ${amount.currency}`;
  }
  if (payment.providerPaymentId !== null && payment.providerPaymentId !== providerPaymentId) {
    return `the provider's payment is ${providerPaymentId}, it was ${payment.providerPaymentId} before`;
  }
  return null;
}
