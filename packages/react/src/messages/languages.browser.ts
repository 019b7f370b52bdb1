import { createLazyLanguages } from "./lazy-languages.ts";

// The one state of a module here. What is in it never changes, and belongs to nobody: the words of a build.
export const { knownWords, loadWords } = createLazyLanguages({
  ja: async () => (await import("./ja.ts")).ja,
  en: async () => (await import("./en.ts")).en,
  "zh-Hans": async () => (await import("./ja.ts")).ja,
  "zh-Hant": async () => (await import("./ja.ts")).ja,
  ko: async () => (await import("./ja.ts")).ja,
});
