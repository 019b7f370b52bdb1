import type { Merchant } from "../options.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import type { Ledger } from "./ledger.ts";

/** Whether this merchant may hold money until then; null leaves the end to PayPay. */
export function whyNotHeld(ledger: Ledger, merchant: Merchant, until: number | null): Refusal | null {
  if (merchant.holds === false) return refuse("PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT");
  if (until === null) return null;
  const now = ledger.now();
  const inRange = until > now && until <= now + ledger.habits.holdSeconds;
  return inRange ? null : refuse("PRE_AUTH_CAPTURE_INVALID_EXPIRY_DATE");
}
