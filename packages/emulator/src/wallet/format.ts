import type { Language } from "./words.ts";

const yenFormat = new Intl.NumberFormat("en", { style: "currency", currency: "JPY" });

export function yen(amount: number): string {
  return yenFormat.format(amount);
}

/** Clock time in Japan, where PayPay's shoppers are. */
export function timeOfDay(epochSeconds: number, language: Language): string {
  return format(epochSeconds, language, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** For what is near enough to need no year. */
export function nearDayAndTime(epochSeconds: number, language: Language): string {
  return format(epochSeconds, language, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

export function dayAndTime(epochSeconds: number, language: Language): string {
  return format(epochSeconds, language, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

function format(epochSeconds: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  const zone = { timeZone: "Asia/Tokyo", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(language, { ...options, ...zone }).format(epochSeconds * 1000);
}
