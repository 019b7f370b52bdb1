import type { ja } from "./ja.ts";

/** The name of one phrase. */
export type MessageKey = keyof typeof ja;

/** Every phrase that the parts can show: a language. `{amount}` is filled in where the Japanese has it. */
export type Messages = { readonly [Key in MessageKey]: string };

/** Puts values into a phrase: `fill("{amount} was refunded.", { amount: "¥500" })`. */
export function fill(phrase: string, values: { readonly [name: string]: string }): string {
  return phrase.replace(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces);
}
