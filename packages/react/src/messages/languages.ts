import { en } from "./en.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import type { Language } from "./language.ts";
import type { Messages } from "./messages.ts";
import { zhHans } from "./zh-hans.ts";
import { zhHant } from "./zh-hant.ts";

const all: { readonly [L in Language]: Messages } = { ja, en, "zh-Hans": zhHans, "zh-Hant": zhHant, ko };

/**
 * The words of a language, where they are there. This is `#languages` of a server and of tests in Node: all of them
 * are. A browser's bundler takes `languages.browser.ts` in its place (`imports` in package.json).
 */
export function knownWords(language: Language): Messages | undefined {
  return all[language];
}

/** Loads a language that is not there; {@link knownWords} has it then. */
export async function loadWords(_language: Language): Promise<void> {
  // All of them are.
}
