import type { Language } from "./language.ts";
import type { Messages } from "./messages.ts";
import { wordsInPage } from "./words-in-page.ts";

/** One way to load each language. */
export type LanguageImports = { readonly [L in Language]: () => Promise<Messages> };

/**
 * Languages that are loaded when they are used, and remembered. A module that was imported stays, but only a promise can
 * be had of it, and a component that is being rendered cannot wait for one.
 */
export function createLazyLanguages(imports: LanguageImports) {
  const known = new Map<Language, Messages>();
  return {
    /** The words of a language, where they have been loaded or came with the server's HTML. */
    knownWords(language: Language): Messages | undefined {
      const words = known.get(language) ?? wordsInPage(language);
      if (words) known.set(language, words);
      return words;
    },
    /** Loads a language that is not there; `knownWords` has it then. Rejects when the network fails. */
    async loadWords(language: Language): Promise<void> {
      known.set(language, await imports[language]());
    },
  };
}
