/** A clock that tests can move without waiting. Times are epoch milliseconds unless a name says seconds. */
export interface MovableClock {
  now(): number;
  /** Whole epoch seconds, as PayPay writes every time. */
  seconds(): number;
  /** The clock underneath, which `advance` and `set` leave alone. */
  source(): number;
  advance(seconds: number): void;
  set(instant: Date): void;
  /** Back to the clock underneath. */
  reset(): void;
}

export function createClock(source: () => number): MovableClock {
  let offset = 0;
  const now = () => source() + offset;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    source,
    advance: (seconds) => {
      offset += seconds * 1000;
    },
    set: (instant) => {
      offset = instant.getTime() - source();
    },
    reset: () => {
      offset = 0;
    },
  };
}
