/** A clock that tests can move without waiting. Times are epoch milliseconds unless a name says seconds. */
export interface MovableClock {
  now(): number;
  /** Whole epoch seconds, as PayPay writes every time. */
  seconds(): number;
  /** The clock underneath, which `advance` and `set` leave alone. */
  source(): number;
  /** By how many seconds the watch at the API's door is ahead: what it signs `Date` with and holds signatures to. */
  skewSeconds(): number;
  skew(seconds: number): void;
  advance(seconds: number): void;
  set(instant: Date): void;
  /** Back to the clock underneath. */
  reset(): void;
}

export function createClock(source: () => number): MovableClock {
  let offset = 0;
  let skew = 0;
  const now = () => source() + offset;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    source,
    skewSeconds: () => skew,
    skew: (seconds) => {
      skew = seconds;
    },
    advance: (seconds) => {
      offset += seconds * 1000;
    },
    set: (instant) => {
      offset = instant.getTime() - source();
    },
    reset: () => {
      offset = 0;
      skew = 0;
    },
  };
}
