/** A comparison in one run, from pairs of rounds that followed each other. */
export interface Comparison {
  /** The median of the pairs' ratios, ours to theirs. */
  ratio: number;
  /** The middle half of the ratios. */
  from: number;
  to: number;
  /** Medians of the rounds. */
  ours: number;
  theirs: number;
}

/**
 * Runs rounds of two things in turn (A B A B ...), so that whatever else the machine does hits both, and compares each
 * round with its neighbour. The first rounds warm up and do not count.
 */
export async function compareRounds(
  rounds: { count: number; warmUp: number },
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Comparison> {
  const pairs: { ours: number; theirs: number }[] = [];
  for (let round = -rounds.warmUp; round < rounds.count; round += 1) {
    const pair = { ours: await ours(), theirs: await theirs() };
    if (round >= 0) pairs.push(pair);
  }
  const ratios = pairs.map((pair) => pair.ours / pair.theirs);
  return {
    ratio: quantile(ratios, 0.5),
    from: quantile(ratios, 0.25),
    to: quantile(ratios, 0.75),
    ours: quantile(
      pairs.map((pair) => pair.ours),
      0.5,
    ),
    theirs: quantile(
      pairs.map((pair) => pair.theirs),
      0.5,
    ),
  };
}

/** The value that a share of the values (0 to 1) does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("There is nothing to take a quantile of.");
  return value;
}

/** `0.41x (0.39-0.43)` */
export function inWords({ ratio, from, to }: Comparison): string {
  return `${ratio.toFixed(2)}x (${from.toFixed(2)}-${to.toFixed(2)})`;
}
