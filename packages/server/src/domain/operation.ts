import { z } from "zod";

/** Where an operation on a payment (today: a refund) stands. */
export const operationStatusSchema = z.enum([
  /** Written down; the provider has not been asked, or certainly did not hear us. */
  "requested",
  /** Asked; the answer did not arrive. */
  "uncertain",
  /** Taken on by the provider, not finished. */
  "accepted",
  "done",
  /** Refused for good. */
  "declined",
]);
export type OperationStatus = z.infer<typeof operationStatusSchema>;

export interface Operation {
  /** Ours, random, and the provider's `merchantRefundId`. */
  id: string;
  payment: string;
  kind: "refund";
  /** Minor units of the payment's currency. */
  amount: number;
  reason: string | null;
  /** The shop's own name for this intended refund: asking again with it returns the earlier one. */
  key: string | null;
  status: OperationStatus;
  /** The provider's code of the refusal. */
  problem: string | null;
  requestedAt: Date;
}

/**
 * How much of a payment can still be given back. Everything that was asked and not refused is reserved, so that
 * two refunds at once can never exceed what was captured; refunds made in the provider's own panel count too.
 */
export function refundable(
  payment: { captured: number; refunded: number },
  operations: readonly Pick<Operation, "amount" | "status">[],
): number {
  const sum = (statuses: readonly OperationStatus[]) =>
    operations
      .filter(({ status }) => statuses.includes(status))
      .reduce((total, { amount }) => total + amount, 0);
  const underway = sum(["requested", "uncertain", "accepted"]);
  const done = sum(["done"]);
  return Math.max(0, payment.captured - Math.max(done, payment.refunded) - underway);
}

/** The waiting time before an attempt is repeated: 2 s, 4 s, 8 s … up to an hour. */
export function backOffMs(attempts: number): number {
  return Math.min(1000 * 2 ** Math.min(attempts, 20), 3_600_000);
}
