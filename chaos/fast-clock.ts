import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** What all processes must agree on to have the same time. */
export const clockSettingsSchema = z.object({
  /** When the run began: by the machine's clock, and by ours. Epoch milliseconds. */
  realStart: z.number(),
  start: z.number(),
  /** How many of our seconds pass in a real one. */
  factor: z.number(),
  /** What was skipped since. Milliseconds. */
  skipped: z.number(),
});
export type ClockSettings = z.infer<typeof clockSettingsSchema>;

/** A clock that runs faster than the machine's, so that minutes of waiting take seconds. */
export interface FastClock {
  /** Epoch milliseconds. */
  now(): number;
  /** Waits so many of our milliseconds. */
  sleep(ms: number): Promise<void>;
  /** So many real milliseconds, rounded up. */
  real(ms: number): number;
  skip(ms: number): void;
  settings(): ClockSettings;
}

export function createFastClock(initial: ClockSettings): FastClock {
  const settings = { ...initial };
  const { realStart, start, factor } = settings;
  const real = (ms: number) => Math.ceil(ms / factor);
  return {
    now: () => Math.floor(start + (Date.now() - realStart) * factor + settings.skipped),
    sleep: (ms) => sleep(real(ms)),
    real,
    skip: (ms) => {
      settings.skipped += ms;
    },
    settings: () => ({ ...settings }),
  };
}
