import { z } from "zod";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { PaymentContext } from "./context.ts";
import { pursue } from "./pursue.ts";
import { nobody } from "./shopper.ts";

export const requestInputSchema = z.strictObject({
  /** The shop's own id of who is asked; her account has to be linked. */
  customer: z.string().min(1).max(200),
  /** Its price is what `resolveOrder({ order, request: null })` says. */
  order: z.string().min(1).max(200),
  /**
   * Milliseconds in which she can pay, a quarter of an hour at least: PayPay wants ten minutes when the request arrives, which
   * may be a while after it was written down. Default: as long as the provider gives; PayPay about 6 hours.
   */
  expiresInMs: z.int().min(900_000).optional(),
});
export type RequestInput = z.input<typeof requestInputSchema>;

/**
 * Asks a customer for money in her wallet. Asked again for the same order, the request that waits comes back.
 *
 * @returns the payment: `pending` while it waits for her, `created` while it is not known whether it was made; `failed`
 * when the provider would not ask her. `payments.cancel` withdraws it.
 * @throws KaikeiError as `chargeAccount` does.
 */
export async function requestPayment(ctx: PaymentContext, input: RequestInput): Promise<Payment> {
  const parsed = requestInputSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new KaikeiError("invalid_request", `${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { customer, order, expiresInMs } = parsed.data;
  return pursue(ctx, {
    request: null,
    shopper: nobody,
    agreedToSimilar: false,
    order,
    customer,
    method: "request",
    ...(expiresInMs !== undefined && { expiresInMs }),
  });
}
