import type { Payment } from "../domain/payment.ts";
import type { payments } from "./schema.ts";

/** A row without what only claims and calls need. */
export function paymentOf(row: typeof payments.$inferSelect): Payment {
  const {
    currency,
    ordered,
    beginRequest,
    chargeKey,
    nextLookAt,
    lookLeaseUntil,
    hintedAt,
    notifiedAt,
    failures,
    ...rest
  } = row;
  return { ...rest, ordered: { amount: ordered, currency } };
}
