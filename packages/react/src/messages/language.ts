/** The languages that are built in. */
export type Language = "ja" | "en" | "zh-Hans" | "zh-Hant" | "ko";

/**
 * The built-in language of a locale (BCP 47): `en-GB` is read as `en`, Chinese of Taiwan, Hong Kong and Macao as
 * `zh-Hant`, all other Chinese as `zh-Hans`. Null for any other language, and for what is no locale.
 */
export function languageOf(locale: string): Language | null {
  const read = readLocale(locale);
  if (read?.language === "zh") {
    // The script that CLDR finds most likely. Its table is asked only here: its first use takes a computer 5 to 20 ms.
    const script = read.script ?? read.maximize().script;
    return script === "Hant" ? "zh-Hant" : "zh-Hans";
  }
  const language = read?.language;
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
