import { cookies } from "next/headers";
import type { Language } from "../messages/messages.ts";

export const languageCookie = "language";

/** The visitor's language: Japanese until she chooses another. */
export async function readLanguage(): Promise<Language> {
  return (await cookies()).get(languageCookie)?.value === "en" ? "en" : "ja";
}
