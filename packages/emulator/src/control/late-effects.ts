/** Calls whose answer was lost long before what they asked for takes effect. */
export interface LateEffects {
  add(milliseconds: number, effect: () => Promise<unknown>): void;
  /** Lets happen what is due by the emulator's clock, and waits for it. There is no timer. */
  idle(): Promise<void>;
  clear(): void;
}

export function createLateEffects(now: () => number): LateEffects {
  let waiting: { readonly at: number; readonly effect: () => Promise<unknown> }[] = [];
  let underway: Promise<unknown> = Promise.resolve();
  return {
    add: (milliseconds, effect) => {
      waiting.push({ at: now() + milliseconds, effect });
    },
    idle: async () => {
      const due = waiting.filter(({ at }) => at <= now());
      waiting = waiting.filter((late) => !due.includes(late));
      // A shop that asks meanwhile must not overtake what was due before it asked.
      if (due.length > 0) underway = Promise.allSettled([underway, ...due.map(({ effect }) => effect())]);
      await underway;
    },
    clear: () => {
      waiting = [];
    },
  };
}
