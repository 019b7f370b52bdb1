import type { PaymentView } from "@kaikei/server/contract";

/**
 * Money as its readers write it. `value` is in whole minor units: for JPY, yen.
 *
 * @example
 * formatAmount("ja", { value: 1200, currency: "JPY" }) // "1,200円"
 * formatAmount("en", { value: 1200, currency: "JPY" }) // "¥1,200"
 */
export function formatAmount(locale: string, amount: PaymentView["amount"]): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: amount.currency,
    // A Japanese bill says 1,200円; Intl's symbol there is the full-width ￥.
    currencyDisplay: /^ja\b/i.test(locale) ? "name" : "narrowSymbol",
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(amount.value / 10 ** digits);
}
