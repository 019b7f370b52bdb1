"use client";

import { useSyncExternalStore } from "react";
import { paymentLanguages } from "#languages";
import { useKaikeiSettings } from "../kaikei-context.ts";
import { languageOf } from "../messages/language.ts";
import { wordsForPage } from "../messages/words-in-page.ts";

const never = () => () => undefined;

/**
 * In a server's HTML the words of its language, as data; gone once the browser has taken the card over. Without them it
 * would have to load them first, behind a `<Suspense>`: and React 19 streams what is in one hidden, for a script to show.
 */
export function PageWords() {
  const fromServer = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  const language = languageOf(useKaikeiSettings().locale) ?? "ja";
  const words = fromServer && paymentLanguages.knownWords(language);
  if (!words) return null;
  return (
    <script
      type="application/json"
      data-kaikei-words={language}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own words, in which no < can end the element; as a child they would be escaped, and no JSON.
      dangerouslySetInnerHTML={{ __html: wordsForPage(words) }}
    />
  );
}
