import { en } from "./en.ts";
import { ja } from "./ja.ts";

export type Language = "ja" | "en";
export type MessageKey = keyof typeof ja;
export type Messages = Record<MessageKey, string>;

/** Words for a key, with `{name}` filled in from `values`. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

const languages: Record<Language, Messages> = { ja, en };

export function translator(language: Language): Translate {
  return (key, values = {}) =>
    languages[language][key].replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      String(values[name] ?? placeholder),
    );
}
