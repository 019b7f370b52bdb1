import type { DeclineReason } from "./decline.ts";

/**
 * What is known of an account that was charged, or asked for money, while the outcome is not: whether it happened, only
 * looks tell. Times are epoch milliseconds.
 */
export interface ChargeDoubt {
  /** When the provider was last asked for the money. */
  askedAt: number;
  /** Since when looks have found nothing of it, counted only from when that call was over. */
  absentSince: number | null;
  /** Why it was refused when it was asked for again: final once looks agree that there is nothing. */
  refusal: DeclineReason | null;
  /** Once the provider was told to cancel it: since when, what it said to that, and when. */
  cancel: { since: number; answer: "accepted" | "refused" | null; answeredAt: number | null } | null;
}

/** Of something that the provider is asked for at this moment. */
export function newDoubt(now: Date): ChargeDoubt {
  return { askedAt: now.getTime(), absentSince: null, refusal: null, cancel: null };
}
