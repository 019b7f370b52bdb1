/** A day in Japan, in epoch seconds; `end` is the first second of the next one. */
export interface Day {
  readonly start: number;
  readonly end: number;
}

/** `day` is `2026-11-21`. */
export function japaneseDay(day: string): Day {
  const start = Date.parse(`${day}T00:00:00+09:00`) / 1000;
  return { start, end: start + 86_400 };
}

/** Both in Japan's time: `2026/11/21 09:30:00` for a field, `20261121093000` for a file's name. */
export function fieldTime(epochSeconds: number): string {
  return inJapan(epochSeconds).replaceAll("-", "/").replace("T", " ");
}

export function nameTime(epochSeconds: number): string {
  return inJapan(epochSeconds).replace(/\D/g, "");
}

/** Japan has no summer time, so its clock is plain arithmetic. */
function inJapan(epochSeconds: number): string {
  return new Date((epochSeconds + 9 * 3600) * 1000).toISOString().slice(0, 19);
}
