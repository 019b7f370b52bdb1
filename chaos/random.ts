/** Repeatable chance: the same seed draws the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  chance(odds: number): boolean;
  /** One of the names, as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
  /** Another stream that depends on this seed and a name alone, not on how much was drawn. */
  fork(name: string | number): Random;
}

export function createRandom(seed: string | number): Random {
  // mulberry32, from a hash of the seed (FNV-1a).
  let state = [...String(seed)].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619),
    2_166_136_261,
  );
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (odds) => next() < odds,
    weighted: (weights) => pick(weights, next()),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

function pick<Name extends string>(weights: Readonly<Record<Name, number>>, at: number): Name {
  const names: Name[] = [];
  for (const name in weights) if (weights[name] > 0) names.push(name);
  let left = at * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  const last = names.at(-1);
  if (last === undefined) throw new Error("There is nothing to choose from.");
  return last;
}
