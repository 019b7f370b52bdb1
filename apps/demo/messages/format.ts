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

/** 2026年12月 or December 2026, of `2026-12`. */
export function formatMonth(month: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "ja" ? "ja-JP" : "en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
  }).format(new Date(`${month}-01T00:00:00Z`));
}
