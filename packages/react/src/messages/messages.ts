import { en } from "./en.ts";
import { ja } from "./ja.ts";

/** The name of one phrase. */
export type MessageKey = keyof typeof ja;

/** Every phrase that the parts can show: a language. `{amount}` is filled in where the Japanese has it. */
export type Messages = { readonly [Key in MessageKey]: string };

const languages: { readonly [language: string]: Messages } = { ja, en };

/**
 * The words of a locale (BCP 47: `ja`, `en-GB`), with the shop's own over them. A language that is not built in
 * is Japanese; pass all its words to speak it.
 */
export function messagesFor(locale: string, own: Partial<Messages> | undefined): Messages {
  const words = languages[locale.split("-")[0]?.toLowerCase() ?? ""] ?? ja;
  return own ? { ...words, ...own } : words;
}

/** Puts values into a phrase: `fill("{amount} was refunded.", { amount: "¥500" })`. */
export function fill(phrase: string, values: { readonly [name: string]: string }): string {
  return phrase.replace(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces);
}
