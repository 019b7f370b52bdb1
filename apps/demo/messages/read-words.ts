import { readLanguage } from "../preferences/language.ts";
import { type Language, type Translate, translator } from "./messages.ts";

/** The words of the visitor's language, for server components. */
export async function readWords(): Promise<{ language: Language; words: Translate }> {
  const language = await readLanguage();
  return { language, words: translator(language) };
}
