import type { PaymentView } from "@kaikei/server/contract";
import { formatAmount } from "./format-amount.ts";
import { formatTime } from "./format-time.ts";
import { languageOf, readLocale } from "./language.ts";
import { fill, hasAccountWords, type MessageKey, type Messages, type PaymentMessageKey } from "./messages.ts";

type Values = { readonly [name: string]: string };

/** The words of a locale, and how it writes money and time. */
export interface Words {
  /** What is spoken, for `lang`. */
  locale: string;
  say(key: PaymentMessageKey, values?: Values): string;
  amount(amount: PaymentView["amount"]): string;
  /** Day and time of day, of epoch milliseconds. */
  time(at: number): string;
  /** The same with its year, for what is kept. */
  date(at: number): string;
}

/** With the words of a linked account. */
export interface AccountWords extends Words {
  say(key: MessageKey, values?: Values): string;
  /** False while they are on their way. */
  hasAccount: boolean;
}

/**
 * Words of a language with the shop's own over them. A phrase that is in neither is its name, as `cancel.label`: a
 * payment page without its words can still be paid at. Null: they are on their way, and nothing is said.
 */
export function createWords(
  phrases: Partial<Messages> | null,
  settings: { locale: string; timeZone: string; messages: Partial<Messages> | undefined },
): AccountWords {
  const { messages: own, timeZone } = settings;
  // Japanese words under a locale that nobody has words for are Japanese.
  const spoken = languageOf(settings.locale) || own ? readLocale(settings.locale) : null;
  const locale = spoken?.toString() ?? "ja";
  return {
    locale,
    hasAccount: phrases !== null && hasAccountWords(phrases),
    say: (key, values = {}) => (phrases ? fill(own?.[key] ?? phrases[key] ?? key, values) : ""),
    amount: (amount) => formatAmount(locale, amount),
    time: (at) => formatTime(locale, at, timeZone),
    date: (at) => formatTime(locale, at, timeZone, "numeric"),
  };
}
