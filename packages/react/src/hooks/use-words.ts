"use client";

import { createContext, useContext, useEffect, useMemo, useReducer, useState } from "react";
import { paymentLanguages } from "#languages";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { languageOf } from "../messages/language.ts";
import type { Languages } from "../messages/lazy-languages.ts";
import type { Messages } from "../messages/messages.ts";
import { type AccountWords, createWords, type Words } from "../messages/words.ts";
import { load } from "../wire/load.ts";

/** The words of the card around, so that all its parts change theirs at once. */
export const WordsContext = createContext<AccountWords | null>(null);

/** The words of the card around; outside of one, those of the provider's locale, silent until they are loaded. */
export function useWords(): Words {
  return useWordsOf(paymentLanguages);
}

/** `accountLanguages`: with the words of a linked account, which the card of a payment may not have. */
export function useWordsOf(languages: Languages): AccountWords {
  const { locale, messages, timeZone } = useKaikeiSettings();
  const card = useContext(WordsContext);
  const enough = card && (languages === paymentLanguages || card.hasAccount) ? card : null;
  const own = useLoadedWords(languages, enough === null);
  return enough ?? own ?? createWords(null, { locale, messages, timeZone });
}

// Longer than a language takes to load, unless it does not load.
const patienceMs = 5_000;
const none: Partial<Messages> = {};

/**
 * The words of the provider's locale: null until they are there for the first time, at once where they came with the
 * server's HTML. On a change of locale the old ones stay until the new ones are there. What cannot be loaded is tried
 * again, and after a while each phrase is its name meanwhile.
 */
export function useLoadedWords(languages: Languages, needed = true): AccountWords | null {
  const { locale, messages, timeZone } = useKaikeiSettings();
  const language = languageOf(locale) ?? "ja";
  const [last, setLast] = useState<AccountWords | null>(null);
  const [impatient, setImpatient] = useState(false);
  const loaded = needed ? languages.knownWords(language) : undefined;
  const phrases = loaded ?? (impatient && !last ? none : undefined);
  const wanted = useMemo(
    () => (phrases ? createWords(phrases, { locale, messages, timeZone }) : null),
    [phrases, locale, messages, timeZone],
  );
  if (wanted && wanted !== last) setLast(wanted);

  const missing = needed && !loaded;
  const [, lookAgain] = useReducer((looks: number) => looks + 1, 0);
  useEffect(() => {
    if (!missing) return;
    let over = false;
    void load(async () => over || languages.loadWords(language)).then(lookAgain);
    const patience = setTimeout(setImpatient, patienceMs, true);
    return () => {
      over = true;
      clearTimeout(patience);
    };
  }, [missing, language, languages]);

  return wanted ?? last;
}

export type { AccountWords, Words };
