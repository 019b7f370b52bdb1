import { z } from "zod";

/** PayPay's limit for one amount: eleven digits. */
export const largestAmount = 99_999_999_999;

/** ISO 4217 codes that Kaikei takes. The yen has no minor unit, so its amounts are whole yen. */
export const currencySchema = z.enum(["JPY"]);
export type Currency = z.infer<typeof currencySchema>;

/**
 * An amount to be paid: a whole number of the currency's minor unit (for JPY, yen), at least 1 and at most
 * 99,999,999,999.
 */
export const moneySchema = z.strictObject({
  amount: z.int().min(1).max(largestAmount),
  currency: currencySchema,
});
export type Money = z.infer<typeof moneySchema>;

/** True when both speak of the same amount of the same currency. */
export function sameMoney(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}
