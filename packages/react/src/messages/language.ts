/** The languages that are built in. */
export type Language = "ja" | "en" | "zh-Hans" | "zh-Hant" | "ko";

/**
 * The built-in language of a locale (BCP 47): `en-GB` is read as `en`, Chinese of Taiwan, Hong Kong and Macao as
 * `zh-Hant`, all other Chinese as `zh-Hans`. Null for any other language, and for what is no locale.
 */
export function languageOf(locale: string): Language | null {
  // With the script that CLDR finds most likely.
  const { language, script } = readLocale(locale)?.maximize() ?? {};
  if (language === "zh") return script === "Hant" ? "zh-Hant" : "zh-Hans";
  return language === "ja" || language === "en" || language === "ko" ? language : null;
}

/** A locale as Intl takes it, also where it was written `zh_TW`; null for what is none. */
export function readLocale(locale: string): Intl.Locale | null {
  try {
    return new Intl.Locale(locale.replaceAll("_", "-"));
  } catch {
    // A RangeError, and nothing else can be thrown here.
    return null;
  }
}
