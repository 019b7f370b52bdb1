import { z } from "zod";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { PaymentContext } from "./context.ts";
import { pursue } from "./pursue.ts";
import { nobody } from "./shopper.ts";

export const chargeInputSchema = z.strictObject({
  /** The shop's own id of whose linked account is charged. */
  customer: z.string().min(1).max(200),
  /** Its price is what `resolveOrder({ order, request: null })` says. */
  order: z.string().min(1).max(200),
  /**
   * The shop's own name for this charge, such as `box-2026-11/mune`: asking again with it returns the same payment, also
   * a declined one. A new attempt after a decline needs a new key.
   */
  key: z.string().min(1).max(200),
});
export type ChargeInput = z.input<typeof chargeInputSchema>;

/**
 * Charges a linked account without the shopper, as she agreed to when she linked it.
 *
 * @returns the payment: `completed`; `failed`, with a `declineReason`; or `created`, while it is not known, or could not
 * be asked yet. Then it is followed by itself, and `onPaid` tells. A paid order's payment comes back as it is.
 * @throws KaikeiError `invalid_request`, `order_not_found`, `order_invalid`, `account_not_linked`, `scope_missing`,
 * `charge_uncertain`, `idempotency_conflict`, `payments_paused`, `provider_busy`, `not_supported`.
 */
export async function chargeAccount(ctx: PaymentContext, input: ChargeInput): Promise<Payment> {
  const parsed = chargeInputSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new KaikeiError("invalid_request", `${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { customer, order, key } = parsed.data;
  const visit = { request: null, shopper: nobody, agreedToSimilar: false };
  return pursue(ctx, { ...visit, order, customer, method: "recurring", chargeKey: key });
}
