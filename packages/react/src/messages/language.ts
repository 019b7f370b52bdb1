/** The languages that are built in. */
export type Language = "ja" | "en" | "zh-Hans" | "zh-Hant" | "ko";

/**
 * The built-in language of a locale (BCP 47): `en-GB` is read as `en`, Chinese of Taiwan, Hong Kong and Macao as
 * `zh-Hant`, all other Chinese as `zh-Hans`. Null for any other language, and for what is no locale.
 */
export function languageOf(locale: string): Language | null {
  const { language, script } = likely(locale) ?? {};
  if (language === "zh") return script === "Hant" ? "zh-Hant" : "zh-Hans";
  return language === "ja" || language === "en" || language === "ko" ? language : null;
}

/** With the script and the region that CLDR finds most likely. */
function likely(locale: string): Intl.Locale | null {
  try {
    return new Intl.Locale(locale).maximize();
  } catch {
    // No BCP 47, `zh_TW` for one: Intl would refuse to write money in it, too.
    return null;
  }
}
