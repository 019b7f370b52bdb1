import { moneySchema } from "../../domain/money.ts";
import type { Observation } from "../../domain/observation.ts";
import type { PaymentDetails } from "./answer-schemas.ts";

const unpaid: Observation = { status: "pending", code: null };

/**
 * PayPay's words in ours. Pure.
 *
 * @param details the answer to "how does this payment stand", or `null` for PayPay's "nothing was paid with
 * this id".
 * @returns `null` when money is said to have moved and the answer lacks its id or a usable amount in yen:
 * nothing can be recorded of it, and "unpaid" would be wrong.
 */
export function observe(details: PaymentDetails | null): Observation | null {
  if (details === null) return unpaid;
  switch (details.status) {
    case "AUTHORIZED":
    case "REAUTHORIZING":
      return observeHeld(details);
    case "COMPLETED":
    case "REFUNDED":
      return observePaid(details);
    case "FAILED":
      // A cancel turns a paid or held payment into FAILED; that it had been accepted before, or when it was
      // cancelled, tells.
      return wasAccepted(details) ? observeReversed(details) : { status: "failed", reason: "FAILED" };
    case "CANCELED":
      // A hold that was let go had been accepted; a request that ended unpaid had not, whenever that was.
      return { status: "canceled", paidAt: dateOf(details.acceptedAt) };
    case "EXPIRED":
      return { status: "expired" };
    default:
      // CREATED, which an expired code says for ever too, and words that PayPay has yet to invent.
      return unpaid;
  }
}

function observeHeld(details: PaymentDetails): Observation | null {
  const held = moneySchema.safeParse(details.amount);
  if (details.paymentId === null || !held.success) return null;
  return {
    status: "authorized",
    providerPaymentId: details.paymentId,
    authorized: held.data,
    holdExpiresAt: dateOf(details.expiresAt),
    raising: details.status === "REAUTHORIZING",
    captures: capturesOf(details),
  };
}

function observePaid(details: PaymentDetails): Observation | null {
  const captures = details.captures.filter((capture) => capture.status === "COMPLETED");
  const captured = moneySchema.safeParse(
    captures.length === 0
      ? details.amount
      : { amount: sum(captures), currency: captures[0]?.amount?.currency ?? null },
  );
  if (details.paymentId === null || !captured.success) return null;
  const refunds = details.refunds.filter(isAccepted);
  const everything = details.status === "REFUNDED" && refunds.length === 0;
  return {
    status: "completed",
    providerPaymentId: details.paymentId,
    captured: captured.data,
    refunded: everything ? captured.data.amount : sum(refunds),
    paidAt: dateOf(captures.at(-1)?.acceptedAt ?? details.acceptedAt),
    ...(details.captures.length > 0 && { captures: capturesOf(details) }),
  };
}

function capturesOf({ captures }: PaymentDetails) {
  return captures.map(({ merchantCaptureId, amount, status }) => ({
    id: merchantCaptureId,
    amount: amount?.amount ?? 0,
    status: status === "COMPLETED" ? ("done" as const) : ("asked" as const),
  }));
}

function observeReversed(details: PaymentDetails): Observation {
  return { status: "canceled", paidAt: dateOf(details.acceptedAt) ?? dateOf(details.canceledAt) };
}

function wasAccepted(details: PaymentDetails): boolean {
  return (details.canceledAt ?? 0) > 0 || (details.acceptedAt ?? 0) > 0;
}

/**
 * PayPay retries a REFUND_FAILED until it is REFUNDED, so all three words mean that the money goes back (help
 * centre).
 */
function isAccepted(refund: { status: string | null }): boolean {
  return refund.status === null || ["CREATED", "REFUNDED", "REFUND_FAILED"].includes(refund.status);
}

function sum(entries: readonly { amount: { amount: number } | null }[]): number {
  return entries.reduce((total, entry) => total + (entry.amount?.amount ?? 0), 0);
}

function dateOf(epochSeconds: number | null): Date | null {
  return epochSeconds === null || epochSeconds === 0 ? null : new Date(epochSeconds * 1000);
}
