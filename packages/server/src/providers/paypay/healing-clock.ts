import type { TransportAnswer } from "./transport.ts";

/** PayPay tolerates two minutes; a difference below this is no reason for a refusal. */
const noticeableSkewMs = 60_000;

/** The time that calls are signed with: ours, corrected by what PayPay's refusals have taught us. */
export interface HealingClock {
  epochSeconds(): number;
  /** True when an answer's `Date` shows that we were noticeably off: then the same call is worth another try. */
  learnFrom(answer: TransportAnswer): boolean;
}

export function createHealingClock(clock: () => Date): HealingClock {
  /** Milliseconds by which PayPay's clock is ahead of ours. */
  let offsetMs = 0;
  return {
    epochSeconds: () => Math.floor((clock().getTime() + offsetMs) / 1000),
    learnFrom: (answer) => {
      const theirs = answer.kind === "answer" ? Date.parse(answer.header("date") ?? "") : Number.NaN;
      if (Number.isNaN(theirs)) return false;
      const learned = theirs - clock().getTime();
      if (Math.abs(learned - offsetMs) < noticeableSkewMs) return false;
      offsetMs = learned;
      return true;
    },
  };
}
