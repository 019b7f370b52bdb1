import { createLazyLanguages, type LanguageImports } from "./lazy-languages.ts";
import { paymentImports } from "./payment/imports.ts";

// Apart from the others: what shows no account must not load the names of these files either.
const accountImports: LanguageImports = {
  ja: async () => (await import("./account/ja.ts")).ja,
  en: async () => (await import("./account/en.ts")).en,
  "zh-Hans": async () => (await import("./account/zh-hans.ts")).zhHans,
  "zh-Hant": async () => (await import("./account/zh-hant.ts")).zhHant,
  ko: async () => (await import("./account/ko.ts")).ko,
};

export const accountLanguages = createLazyLanguages(paymentImports, accountImports);
