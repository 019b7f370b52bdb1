import { type Refusal, refuse } from "../result-codes.ts";
import type { Scope } from "../scopes.ts";
import { type Authorization, authorizationStatus, isExpired } from "./authorization.ts";
import type { Customer } from "./customer.ts";
import type { Ledger } from "./ledger.ts";

/** A link that may be used, and whose it is. */
export interface Linked {
  readonly authorization: Authorization;
  readonly customer: Customer;
}

/**
 * Whom a call with this `userAuthorizationId` is about, or why it may not use it. One of `scopes` is enough.
 * A closed wallet is no concern of this: taking money from it is refused with CANCELED_USER.
 */
export function authorizationOf(
  ledger: Ledger,
  merchantId: string,
  userAuthorizationId: string,
  ...scopes: readonly Scope[]
): Linked | Refusal {
  const linked = linkOf(ledger, merchantId, userAuthorizationId);
  if (!linked || linked.authorization.endedBy !== null) return refuse("INVALID_USER_AUTHORIZATION_ID");
  if (isExpired(linked.authorization, ledger.now())) return refuse("EXPIRED_USER_AUTHORIZATION_ID");
  if (linked.customer.suspended) return refuse("USER_STATE_IS_NOT_ACTIVE");
  const allowed = scopes.length === 0 || scopes.some((scope) => linked.authorization.scopes.includes(scope));
  return allowed ? linked : refuse("OP_OUT_OF_SCOPE", `The user did not allow ${scopes.join(" or ")}`);
}

/** The link as it stands, ended and expired ones too, and only the merchant's own. */
export function linkOf(ledger: Ledger, merchantId: string, userAuthorizationId: string): Linked | undefined {
  const authorization = ledger.authorizations.get(userAuthorizationId);
  if (authorization?.merchantId !== merchantId) return undefined;
  return { authorization, customer: linkedCustomer(ledger, authorization) };
}

/** The shops that a customer is linked to now. */
export function activeLinksOf(ledger: Ledger, customer: Customer): Authorization[] {
  return [...ledger.authorizations.values()].filter(
    (authorization) =>
      authorization.customerId === customer.id &&
      authorizationStatus(authorization, customer, ledger.now()) === "ACTIVE",
  );
}

export function linkedCustomer(ledger: Ledger, { customerId }: Authorization): Customer {
  const customer = ledger.customers.get(customerId);
  if (!customer) throw new Error(`The ledger has no customer "${customerId}".`);
  return customer;
}
