import type { KeyPair } from "./options.ts";

/** The key pairs of a merchant while they are being rotated: the one that PayPay accepted last comes first. */
export interface KeyRing {
  inOrder(): readonly [KeyPair, ...KeyPair[]];
  /** Remembers that PayPay accepted it. True when another one was used before. */
  accept(pair: KeyPair): boolean;
}

export function createKeyRing(pairs: readonly [KeyPair, ...KeyPair[]]): KeyRing {
  let [accepted] = pairs;
  return {
    inOrder: () => [accepted, ...pairs.filter((pair) => pair !== accepted)],
    accept: (pair) => {
      const isAnother = pair !== accepted;
      accepted = pair;
      return isAnother;
    },
  };
}
