import { languageImports } from "./language-imports.ts";
import { createLazyLanguages } from "./lazy-languages.ts";

// The one state of a module here. What is in it never changes, and belongs to nobody: the words of a build.
export const { knownWords, loadWords } = createLazyLanguages(languageImports);
