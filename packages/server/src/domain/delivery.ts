import { z } from "zod";
import type { Payment } from "./payment.ts";

/** What the shop can be told of a payment. */
export const deliveryKindSchema = z.enum([
  "paid",
  "authorized",
  "refunded",
  "canceled",
  "expired",
  "duplicate",
]);
export type DeliveryKind = z.infer<typeof deliveryKindSchema>;

/** What a change of a payment is to the shop; null: nothing that it has to hear. */
export function newsOf(before: Payment, after: Payment): DeliveryKind | null {
  if (before.fulfilment === null && after.fulfilment === "fulfilling") return "paid";
  if (before.fulfilment === null && after.fulfilment === "duplicate") return "duplicate";
  if (before.captured > 0 && after.refunded > before.refunded) return "refunded";
  // An abandoned attempt was never shown to anybody, so its end is nobody's news.
  if (after.status === before.status || after.abandoned) return null;
  switch (after.status) {
    case "authorized":
      // A hold that the order has no use for is let go again, or waits for a person.
      return after.retiring || after.attention === "duplicate" ? null : "authorized";
    case "canceled":
    case "expired":
      return after.status;
    case "created":
    case "pending":
    case "completed":
    case "failed":
      return null;
  }
}

/** Whether what was news when it was written down is still true: a shop that was away must not hear what is over. */
export function isStillTrue(kind: DeliveryKind, payment: Payment): boolean {
  switch (kind) {
    case "paid":
      return payment.fulfilment === "fulfilling";
    case "authorized":
      return payment.status === "authorized" || payment.status === "completed";
    case "canceled":
    case "expired":
      return payment.status === kind;
    case "refunded":
    case "duplicate":
      return true;
  }
}
