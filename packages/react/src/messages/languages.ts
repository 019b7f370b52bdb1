import { en } from "./en.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import type { Language } from "./language.ts";
import type { Languages } from "./lazy-languages.ts";
import type { Messages } from "./messages.ts";
import { zhHans } from "./zh-hans.ts";
import { zhHant } from "./zh-hant.ts";

const all: { readonly [L in Language]: Messages } = { ja, en, "zh-Hans": zhHans, "zh-Hant": zhHant, ko };

/**
 * The words of a payment. This is `#languages` of a server and of tests in Node: all of them are there. A browser's bundler
 * takes `languages.browser.ts` in its place (`imports` in package.json).
 */
export const paymentLanguages: Languages = {
  knownWords: (language) => all[language],
  loadWords: async () => undefined,
};
