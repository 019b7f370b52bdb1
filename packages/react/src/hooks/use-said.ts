"use client";

import { useContext, useEffect } from "react";
import { AnnouncementsContext } from "../parts/announcements.ts";
import { useLatest } from "./use-latest.ts";

/** Has the card's live region say these words whenever `about` is another one, and nothing for null. */
export function useSaid(about: object | string | null, words: string): void {
  const { say } = useContext(AnnouncementsContext);
  // The same in another language is nothing new.
  const latest = useLatest({ say, words });
  useEffect(() => {
    if (about !== null) latest.current.say(latest.current.words);
  }, [about, latest]);
}
