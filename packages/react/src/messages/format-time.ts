/**
 * Day and time of day as its readers write it, in the shop's zone: the same on the server and in every browser. With
 * its year, where it is kept.
 */
export function formatTime(locale: string, at: number, timeZone: string, year?: "numeric"): string {
  const text = new Intl.DateTimeFormat(locale, {
    year,
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  }).format(at);
  // Some put a narrow space before "PM" and some a plain one: React would find the server's HTML to differ.
  return text.replace(/\u202f/g, " ");
}
