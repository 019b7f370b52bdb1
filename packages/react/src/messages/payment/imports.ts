import type { LanguageImports } from "../lazy-languages.ts";

/** Where a browser gets the words of a payment from. */
export const paymentImports: LanguageImports = {
  ja: async () => (await import("./ja.ts")).ja,
  en: async () => (await import("./en.ts")).en,
  "zh-Hans": async () => (await import("./zh-hans.ts")).zhHans,
  "zh-Hant": async () => (await import("./zh-hant.ts")).zhHant,
  ko: async () => (await import("./ko.ts")).ko,
};
