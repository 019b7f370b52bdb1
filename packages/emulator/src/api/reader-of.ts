import { authorizationOf, type Linked } from "../ledger/authorization-of.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Merchant } from "../options.ts";
import { isRefusal, type Refusal, refuse } from "../result-codes.ts";
import type { Scope } from "../scopes.ts";

/** Whose wallet a shop may look into, where no money moves: not that of somebody who left PayPay. */
export function readerOf(
  ledger: Ledger,
  { merchantId }: Merchant,
  userAuthorizationId: string,
  scopes: readonly Scope[],
): Linked | Refusal {
  const linked = authorizationOf(ledger, merchantId, userAuthorizationId, ...scopes);
  if (!isRefusal(linked) && linked.customer.closed) return refuse("USER_STATE_IS_NOT_ACTIVE");
  return linked;
}
