import type { Books } from "./books.ts";

/** What a broken invariant means to the shop. */
export type Harm = "lost" | "doubled" | "stuck" | "never told" | "told twice" | "broken";

export interface Violation {
  invariant: string;
  harm: Harm;
  /** The payment or cashback, or the order where it is about several. */
  about: string;
  message: string;
}

/** A pure look at both books; empty when all is well. */
export type Invariant = (books: Books) => Violation[];

export const report = (invariant: string, harm: Harm) => (about: string, message: string) => ({
  invariant,
  harm,
  about,
  message,
});

/** Whether what we wrote down came before what PayPay did. PayPay's times are whole seconds, cut off. */
export function cameBefore(written: number, done: number): boolean {
  return written < done + 1000;
}
