"use client";

import { createContext, useContext } from "react";
import type { AppearanceVariables } from "./appearance.ts";
import type { Messages } from "./messages/messages.ts";
import type { Endpoint } from "./wire/client.ts";

/** `auto` follows the shopper's system. */
export type Theme = "light" | "dark" | "auto";

/** What every tag and hook below a provider knows. */
export interface KaikeiSettings {
  endpoint: Endpoint;
  locale: string;
  timeZone: string;
  theme: Theme;
  /** Values of the stylesheet's variables, for every card: those of each provider, the innermost last. */
  variables: readonly AppearanceVariables[];
  messages: Partial<Messages> | undefined;
  /** Loads the words of `locale`: for a card whose code is still on its way. */
  loadWords(): Promise<unknown>;
  live: boolean;
  /** Names who is signed in to the shop: what is remembered of one customer's account is not shown to another. */
  customer: string;
}

/** The fetch of the page, looked up at each call: whoever wraps it later is respected. */
export const pageFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);

/** What holds without a provider. */
export const defaultSettings: KaikeiSettings = {
  endpoint: { basePath: "/api/kaikei", fetch: pageFetch },
  locale: "ja",
  timeZone: "Asia/Tokyo",
  theme: "auto",
  variables: [],
  messages: undefined,
  loadWords: () => import("./messages/payment/ja.ts"),
  live: true,
  customer: "",
};

export const KaikeiContext = createContext(defaultSettings);

export function useKaikeiSettings(): KaikeiSettings {
  return useContext(KaikeiContext);
}
