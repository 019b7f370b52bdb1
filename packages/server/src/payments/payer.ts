import { authorizationFor } from "../accounts/authorization-of.ts";
import type { CaptureMode, PaymentMethod } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { PaymentProvider } from "../provider.ts";
import type { PaymentContext } from "./context.ts";

/**
 * By which link a customer's account is charged.
 *
 * @throws KaikeiError `account_not_linked`, `scope_missing`, `not_supported`.
 */
export async function payerOf(
  ctx: PaymentContext,
  {
    provider,
    customer,
    ...charge
  }: {
    provider: PaymentProvider;
    customer: string;
    method: Exclude<PaymentMethod, "code">;
    captureMode: CaptureMode;
  },
): Promise<{ customer: string; accountLink: string }> {
  const scope = provider.scopeOf?.(charge) ?? null;
  if (scope === null) {
    throw new KaikeiError(
      "not_supported",
      `${provider.name} has no payment of the kind ${charge.method} with capture: ${charge.captureMode}.`,
    );
  }
  const { link } = await authorizationFor(ctx, { customer, scope });
  return { customer, accountLink: link.id };
}
