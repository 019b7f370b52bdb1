import { createLazyLanguages } from "./lazy-languages.ts";

// The one state of a module here. What is in it never changes, and belongs to nobody: the words of a build.
export const { knownWords, loadWords } = createLazyLanguages({
  ja: async () => (await import("./ja.ts")).ja,
  en: async () => (await import("./en.ts")).en,
  "zh-Hans": async () => (await import("./zh-hans.ts")).zhHans,
  "zh-Hant": async () => (await import("./zh-hant.ts")).zhHant,
  ko: async () => (await import("./ko.ts")).ko,
});
