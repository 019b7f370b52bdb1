"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type Language, type Translate, translator } from "./messages.ts";

const LanguageContext = createContext<Language>("ja");

/** Tells the shop's client components which language the server chose. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useWords(): Translate {
  return translator(useContext(LanguageContext));
}
