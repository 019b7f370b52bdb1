import { KaikeiError } from "../errors.ts";
import type { Capability, PaymentTokens } from "../payments/payment-token.ts";

/**
 * The capability that a request carries for this payment. Another payment's token gets the same answer as a payment
 * that does not exist.
 *
 * @throws KaikeiError `token_missing`, `token_invalid`, `token_expired`, `payment_not_found`.
 */
export async function requireCapability(
  request: Request,
  { payment, tokens }: { payment: string; tokens: PaymentTokens },
): Promise<Capability> {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (token === undefined)
    throw new KaikeiError("token_missing", "Authorization: expected 'Bearer <token>'.");
  const capability = await tokens.verify(token);
  if (capability.payment !== payment) throw new KaikeiError("payment_not_found", "There is no such payment.");
  return capability;
}
