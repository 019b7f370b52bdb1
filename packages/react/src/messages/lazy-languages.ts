import type { Language } from "./language.ts";
import type { Messages } from "./messages.ts";
import { wordsInPage } from "./words-in-page.ts";

/** One way to load each language. */
export type LanguageImports = { readonly [L in Language]: () => Promise<Partial<Messages>> };

/**
 * Languages that are loaded when they are used, and remembered. A module that was imported stays, but only a promise can
 * be had of it, and a component that is being rendered cannot wait for one.
 */
export function createLazyLanguages(...imports: readonly LanguageImports[]): Languages {
  const known = new Map<Language, Partial<Messages>>();
  return {
    knownWords(language) {
      const words = known.get(language) ?? wordsInPage(language);
      if (words) known.set(language, words);
      return words;
    },
    async loadWords(language) {
      const parts = await Promise.all(imports.map((part) => part[language]()));
      known.set(language, Object.assign({}, ...parts));
    },
  };
}

/** Where words come from. */
export interface Languages {
  /** The words of a language, where they have been loaded or came with the server's HTML. */
  knownWords(language: Language): Partial<Messages> | undefined;
  /** Loads a language that is not there; `knownWords` has it then. Rejects when the network fails. */
  loadWords(language: Language): Promise<void>;
}
