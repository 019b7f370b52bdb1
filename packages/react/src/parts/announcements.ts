"use client";

import { createContext } from "react";

/** What a part of a card has just done, for the card's one live region to say. */
export interface Announcements {
  /** The last one; empty at first. */
  said: string;
  say(words: string): void;
}

export const AnnouncementsContext = createContext<Announcements>({ said: "", say: () => undefined });
