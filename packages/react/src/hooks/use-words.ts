"use client";

import { createContext, useContext, useEffect, useMemo, useReducer, useState } from "react";
import { knownWords, loadWords } from "#languages";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { languageOf } from "../messages/language.ts";
import type { Messages } from "../messages/messages.ts";
import { createWords, type Words } from "../messages/words.ts";
import { load } from "../wire/load.ts";

/** The words of the card around, so that all its parts change theirs at once. */
export const WordsContext = createContext<Words | null>(null);

/** The words of the card around; outside of one, those of the provider's locale, silent until they are loaded. */
export function useWords(): Words {
  const { locale, messages, timeZone } = useKaikeiSettings();
  const card = useContext(WordsContext);
  const own = useLoadedWords(card === null);
  return card ?? own ?? createWords(null, { locale, messages, timeZone });
}

// Longer than a language takes to load, unless it does not load.
const patienceMs = 5_000;
const none: Partial<Messages> = {};

/**
 * The words of the provider's locale: null until they are there for the first time, at once where they came with the
 * server's HTML. On a change of locale the old ones stay until the new ones are there. What cannot be loaded is tried
 * again, and after a while each phrase is its name meanwhile.
 */
export function useLoadedWords(needed = true): Words | null {
  const { locale, messages, timeZone } = useKaikeiSettings();
  const language = languageOf(locale) ?? "ja";
  const [last, setLast] = useState<Words | null>(null);
  const [impatient, setImpatient] = useState(false);
  const loaded = needed ? knownWords(language) : undefined;
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
    void load(async () => over || loadWords(language)).then(lookAgain);
    const patience = setTimeout(setImpatient, patienceMs, true);
    return () => {
      over = true;
      clearTimeout(patience);
    };
  }, [missing, language]);

  return wanted ?? last;
}

export type { Words };
