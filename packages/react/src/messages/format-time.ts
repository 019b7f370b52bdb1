/**
 * Day and time of day as its readers write it, in Japan, where these wallets are: the same on the server and in
 * every browser.
 */
export function formatTime(locale: string, at: number): string {
  return new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone: "Asia/Tokyo",
  }).format(at);
}
