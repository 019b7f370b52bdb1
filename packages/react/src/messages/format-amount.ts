import type { PaymentView } from "@kaikei/server/contract";
import { type Language, languageOf, readLocale } from "./language.ts";

// To a Chinese reader ¥ is the yuan, twenty times as much; CLDR's JP¥ is unambiguous, and no price tag says so. The
// word is what shops write in each of these, and does not depend on what a browser knows of CLDR.
const yen: { readonly [L in Language]?: string } = {
  ja: "円",
  "zh-Hans": "日元",
  "zh-Hant": "日圓",
  ko: "엔",
};

/**
 * Money as its readers write it. `value` is in whole minor units: for JPY, yen.
 *
 * @example
 * formatAmount("ja", { value: 1200, currency: "JPY" }) // "1,200円"
 * formatAmount("en", { value: 1200, currency: "JPY" }) // "¥1,200"
 * formatAmount("zh-CN", { value: 1200, currency: "JPY" }) // "1,200日元"
 */
export function formatAmount(locale: string, amount: PaymentView["amount"]): string {
  const { currency } = amount;
  const reader = readLocale(locale)?.toString() ?? "ja";
  const language = languageOf(locale);
  const word = currency === "JPY" && language && yen[language];
  if (word) return `${new Intl.NumberFormat(reader).format(amount.value)}${word}`;
  const format = new Intl.NumberFormat(reader, {
    style: "currency",
    currency,
    // English as it is read in Japan: ¥, where en-AU would have JPY. Elsewhere as CLDR keeps the yen from the yuan.
    currencyDisplay: language === "en" ? "narrowSymbol" : "symbol",
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(amount.value / 10 ** digits);
}
