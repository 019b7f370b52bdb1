import { KaikeiError } from "../../errors.ts";

const shortestBytes = 16;

/**
 * The key that tokens of account links are signed with: the API secret, base64-decoded, unlike the key of requests. Read
 * strictly, because a lenient decoder makes a short key of anything, and a short key can be guessed.
 *
 * @throws KaikeiError `configuration` when the secret is no base64 text, or stands for too little.
 */
export function accountLinkKey(apiSecret: string): Uint8Array {
  const key = Buffer.from(apiSecret, "base64");
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(apiSecret) && apiSecret.length % 4 === 0;
  if (isBase64 && key.length >= shortestBytes) return key;
  throw new KaikeiError(
    "configuration",
    "PAYPAY_API_SECRET is not the base64 text that PayPay's panel shows, so account links cannot be verified with it.",
  );
}
