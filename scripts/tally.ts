/** What a step of `pnpm test` found. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, by name, where a runner tells it: repeated at the end, for logs of which only the end is kept. */
  failures?: readonly string[];
}

export const onePassed: Tally = { passed: 1, failed: 0, skipped: 0 };
export const oneFailed: Tally = { passed: 0, failed: 1, skipped: 0 };

export function sum(tallies: Iterable<Tally>): Tally {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** The closing line of `pnpm test`. */
export function inWords({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A runner that found nothing wrong, and yet says that it failed, has failed at something that it did not count. */
export function believe(tally: Tally, exitCode: number): Tally {
  const uncounted = exitCode !== 0 && tally.failed === 0;
  const ranNothing = tally.passed + tally.failed + tally.skipped === 0;
  return uncounted || ranNothing ? { ...tally, failed: tally.failed + 1 } : tally;
}
