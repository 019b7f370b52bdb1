import type { Scope } from "../scopes.ts";
import type { Customer } from "./customer.ts";

/** What a customer allows a shop: PayPay's account link. Times are epoch seconds. */
export interface Authorization {
  readonly userAuthorizationId: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly customerId: string;
  /** The shop's own names for her, one for each consent; a shop may use one several times. */
  readonly referenceIds: string[];
  scopes: readonly Scope[];
  readonly issuedAt: number;
  expireAt: number;
  /** By her in the wallet, or by the shop; null while nobody ended it. */
  endedBy: "customer" | "merchant" | null;
}

export function isExpired(authorization: Authorization, now: number): boolean {
  return now >= authorization.expireAt;
}

/** PayPay's two words for it. Somebody who left PayPay allows nothing any more. */
export function authorizationStatus(
  authorization: Authorization,
  customer: Customer,
  now: number,
): "ACTIVE" | "INACTIVE" {
  const ended = authorization.endedBy !== null || customer.closed || isExpired(authorization, now);
  return ended ? "INACTIVE" : "ACTIVE";
}
