"use client";

import { createContext } from "react";

/** What a part of a card has just done, for the card's one live region to say. */
export interface Announcements {
  /** The last one, another object each time; null at first. */
  said: { words: string } | null;
  say(words: string): void;
}

export const AnnouncementsContext = createContext<Announcements>({ said: null, say: () => undefined });
