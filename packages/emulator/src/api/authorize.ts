import type { MovableClock } from "../clock.ts";
import type { Merchant } from "../options.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import { type Credentials, isSigned, readCredentials, type SignedRequest } from "./signature.ts";

const toleranceSeconds = 120;

export interface CallToAuthorize extends SignedRequest {
  readonly authorization: string | null;
  /** From `?assumeMerchant=` or `X-ASSUME-MERCHANT`, the query first. */
  readonly assumedMerchant: string | null;
}

/** Who is calling. Key, signature, clock and merchant id all fail with the same word, so that nothing can be probed. */
export function authorize(
  call: CallToAuthorize,
  merchants: readonly Merchant[],
  clock: MovableClock,
): Merchant | Refusal {
  const credentials = readCredentials(call.authorization);
  if (!credentials || !isRecent(credentials, clock)) return refuse("UNAUTHORIZED");
  const owned = merchants.filter(
    (merchant) => merchant.apiKey === credentials.apiKey && isSigned(call, credentials, merchant.apiSecret),
  );
  // The Python SDK always sends the header, empty when nobody is assumed.
  const merchant = call.assumedMerchant
    ? owned.find((candidate) => candidate.merchantId === call.assumedMerchant)
    : owned[0];
  if (!merchant) return refuse("UNAUTHORIZED");
  const closed = merchant.notContracted?.some((prefix) => call.path.startsWith(prefix));
  return closed ? refuse("OP_OUT_OF_SCOPE") : merchant;
}

/**
 * Moving the emulator's clock moves PayPay's days, not the watch of a caller in another process, who would be
 * locked out for good: a signature of either time is accepted.
 */
function isRecent({ epoch }: Credentials, clock: MovableClock): boolean {
  if (!/^\d{1,12}$/.test(epoch)) return false;
  const signedAt = (Number(epoch) - clock.skewSeconds()) * 1000;
  return [clock.now(), clock.source()].some((now) => Math.abs(now - signedAt) < toleranceSeconds * 1000);
}
