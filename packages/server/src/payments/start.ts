import { requireCustomer } from "../accounts/identify.ts";
import type { PaymentView } from "../contract/payment-view.ts";
import type { Payment, PaymentMethod } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { BeginIntent } from "../provider.ts";
import type { PaymentContext } from "./context.ts";
import { pursue } from "./pursue.ts";

export interface StartInput {
  order: string;
  /** The visitor's request; null when the shop's own server starts the payment. */
  request: Request | null;
  shopper: BeginIntent["shopper"];
  /** `linked_account` charges the account that the request's customer has linked. Default `code`. */
  method?: Extract<PaymentMethod, "code" | "linked_account"> | undefined;
  /** She was asked whether she means a second, similar payment, and said yes. */
  agreeSimilar?: boolean | undefined;
  /** What the shopper's page says that the order costs: nothing else is begun or charged. Left out: whatever it costs. */
  expected?: PaymentView["amount"] | undefined;
}

/**
 * Starts paying an order, or goes on with it: one live payment per order, whatever browsers do. A paid order's
 * payment comes back as it is. A linked account that is not charged is no error: the payment is `failed`, and its
 * `declineReason` says why.
 *
 * @throws KaikeiError `order_not_found`, `order_invalid`, `price_changed`, `payments_paused`, `too_many_attempts`, and `provider_*` when
 * the provider certainly made nothing; of a linked account also `customer_unknown`, `account_not_linked`, `scope_missing`, `charge_uncertain`.
 */
export async function startPayment(ctx: PaymentContext, input: StartInput): Promise<Payment> {
  const { method = "code", agreeSimilar = false, expected, ...visit } = input;
  const customer = method === "code" ? null : await payerOfVisit(ctx, input.request);
  return pursue(ctx, {
    ...{ ...visit, method, customer, agreedToSimilar: agreeSimilar },
    ...(expected && { expected: { amount: expected.value, currency: expected.currency } }),
  });
}

async function payerOfVisit(ctx: PaymentContext, request: Request | null): Promise<string> {
  if (request !== null) return (await requireCustomer(ctx, request)).id;
  throw new KaikeiError(
    "customer_unknown",
    "start: without the visitor's request nobody's account can be charged.",
  );
}
