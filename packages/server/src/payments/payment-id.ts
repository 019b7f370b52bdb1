import { randomBytes } from "node:crypto";

/** What an id is of: a payment, a refund, a cancel, a capture, a revert, a reauthorization, a link, an attempt to link, a cashback, its reversal. */
export type IdKind = "pay" | "ref" | "can" | "cap" | "rev" | "rea" | "lnk" | "att" | "cbk" | "cbr";

/**
 * A new id: time and 128 random bits, in the characters that providers accept (`A-Za-z0-9_-`, 64 at most). PayPay
 * stops checking uniqueness after 525 days; the time makes sure that we never need it to.
 */
export function newId(kind: IdKind, now: Date): string {
  return `${kind}_${now.getTime().toString(36)}_${randomBytes(16).toString("base64url")}`;
}
