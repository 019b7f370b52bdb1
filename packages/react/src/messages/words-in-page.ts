import type { Language } from "./language.ts";
import type { Messages } from "./messages.ts";

/** Words as they may stand in a `<script>`: nothing in them can end it. */
export function wordsForPage(words: Partial<Messages>): string {
  return JSON.stringify(words).replace(/</g, "\\u003c");
}

/** The words that a server's card has brought (`PageWords`): the browser takes it over with those it was made of. */
export function wordsInPage(language: Language): Messages | undefined {
  if (typeof document === "undefined") return undefined;
  const text = document.querySelector(`script[data-kaikei-words="${language}"]`)?.textContent;
  if (!text) return undefined;
  try {
    const words: unknown = JSON.parse(text);
    return isMessages(words) ? words : undefined;
  } catch {
    // Cut off on its way: the words are loaded instead.
    return undefined;
  }
}

/** Server and browser are of one build, so the keys are right; nothing but text may reach the parts. */
function isMessages(words: unknown): words is Messages {
  return (
    typeof words === "object" &&
    words !== null &&
    Object.values(words).every((phrase) => typeof phrase === "string")
  );
}
