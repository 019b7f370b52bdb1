import { sameMoney } from "../domain/money.ts";
import type { Payment } from "../domain/payment.ts";
import type { PayableOrder } from "./context.ts";

/** The order costs the same, for the same contents, as when the payment was begun. */
export function sameTerms(payment: Payment, payable: PayableOrder): boolean {
  return (
    sameMoney(payment.ordered, payable.amount) &&
    payment.revision === (payable.revision ?? null) &&
    payment.captureMode === (payable.capture ?? "automatic")
  );
}
