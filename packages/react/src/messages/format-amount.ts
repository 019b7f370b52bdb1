import type { PaymentView } from "@kaikei/server/contract";
import { type Language, languageOf, readLocale } from "./language.ts";

// To a Chinese reader ¥ is the yuan, twenty times as much; CLDR's JP¥ is unambiguous, and no price tag says so. The
// word is what shops write in each of these, and does not depend on what a browser knows of CLDR. English is as it is read
// in Japan: ¥, where CLDR's en-AU has JPY.
const yen: { readonly [L in Language]: (digits: string) => string } = {
  ja: (digits) => `${digits}円`,
  en: (digits) => `¥${digits}`,
  "zh-Hans": (digits) => `${digits}日元`,
  "zh-Hant": (digits) => `${digits}日圓`,
  ko: (digits) => `${digits}엔`,
};

/**
 * Money as its readers write it. `value` is in whole minor units: for JPY, yen.
 *
 * @example
 * formatAmount("ja", { value: 1200, currency: "JPY" }) // "1,200円"
 * formatAmount("en", { value: 1200, currency: "JPY" }) // "¥1,200"
 * formatAmount("zh-CN", { value: 1200, currency: "JPY" }) // "1,200日元"
 */
export function formatAmount(locale: string, { value, currency }: PaymentView["amount"]): string {
  const language = languageOf(locale);
  const reader = readLocale(locale)?.toString() ?? "ja";
  if (currency === "JPY" && language) return yen[language](digitsOf(value, reader));
  const format = new Intl.NumberFormat(reader, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format(value / 10 ** digits);
}

// Who reads these writes 1,234,567.
const groupsByThree = /^(ja|en|zh|ko)(-(Han[st]|JP|US|GB|CN|SG|TW|HK|MO|KR))*$/;

/** A page's first Intl.NumberFormat takes a computer 10 to 30 ms, just when the code is being drawn: most do without. */
function digitsOf(value: number, reader: string): string {
  if (groupsByThree.test(reader)) return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  return new Intl.NumberFormat(reader).format(value);
}
