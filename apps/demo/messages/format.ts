import type { Language, Translate } from "./messages.ts";

/** 1,360円 or ¥1,360. */
export function formatYen(amount: number, words: Translate): string {
  return words("yen", { amount: amount.toLocaleString("en-US") });
}

/** The shop's clock is in Tokyo, wherever the server and the visitor are. */
export function formatDate(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === "ja" ? "ja-JP" : "en-GB", {
    timeZone: "Asia/Tokyo",
    dateStyle: "long",
    timeStyle: "short",
  }).format(date);
}
