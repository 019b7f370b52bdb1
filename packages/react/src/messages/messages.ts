import type { ja } from "./ja.ts";
import type { ja as payment } from "./payment/ja.ts";

/** The name of one phrase. */
export type MessageKey = keyof typeof ja;

/** Every phrase that the parts can show: a language. `{amount}` is filled in where the Japanese has it. */
export type Messages = { readonly [Key in MessageKey]: string };

/** The name of a phrase that a payment needs; the others are those of a linked account. */
export type PaymentMessageKey = keyof typeof payment;

/** What a payment needs of a language: loaded alone where no account is shown. */
export type PaymentMessages = { readonly [Key in PaymentMessageKey]: string };

/** What is said of a linked account beside. */
export type AccountMessages = Omit<Messages, PaymentMessageKey>;

/** True when those of a linked account are among them. */
export function hasAccountWords(phrases: Partial<Messages>): boolean {
  return "account.label" in phrases;
}

/** Puts values into a phrase: `fill("{amount} was refunded.", { amount: "¥500" })`. */
export function fill(phrase: string, values: { readonly [name: string]: string }): string {
  return phrase.replace(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces);
}
