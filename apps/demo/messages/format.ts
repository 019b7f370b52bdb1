import type { Language } from "./messages.ts";

/** ¥1,360: the half-width sign in both languages, so that prices line up. */
export function formatYen(amount: number): string {
  return `¥${amount.toLocaleString("en-US")}`;
}

/** The shop's clock is in Tokyo, wherever the server and the visitor are. */
export function formatDate(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === "ja" ? "ja-JP" : "en-GB", {
    timeZone: "Asia/Tokyo",
    dateStyle: "long",
    timeStyle: "short",
  }).format(date);
}
