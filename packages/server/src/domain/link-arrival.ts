import type { LinkAttemptStatus } from "./account-link.ts";

/** A genuine answer of the provider's has come back to an attempt to link an account: by whom, and to what. */
export interface LinkArrivalFacts {
  answer: "allowed" | "declined" | "refused";
  attempt: { customer: string; status: LinkAttemptStatus; expiresAt: Date };
  /** Who is signed in to the browser that brought it. */
  customer: string | null;
  /** It is the browser that began. */
  began: boolean;
  now: Date;
}

export type LinkArrivalStep =
  /** Uses the attempt up. */
  | { kind: "link" }
  /** Keeps what was brought until the attempt's customer confirms it in this browser; the attempt stays open. */
  | { kind: "keep"; outcome: "confirm" | "stranger" }
  /** Ends the attempt. */
  | { kind: "end"; status: "declined" | "failed" }
  /** Changes nothing. */
  | { kind: "tell"; outcome: "wrong_customer" | "used" | "expired" | "declined" | "failed" };

/**
 * What comes of an answer. An account is linked at once only to the attempt's own customer in the browser that began:
 * otherwise somebody's wallet could get into another's account at the shop. Whoever else comes changes nothing for her.
 */
export function decideLinkArrival({
  answer,
  attempt,
  customer,
  began,
  now,
}: LinkArrivalFacts): LinkArrivalStep {
  if (customer !== null && customer !== attempt.customer) return { kind: "tell", outcome: "wrong_customer" };
  if (attempt.status === "expired") return { kind: "tell", outcome: "expired" };
  if (attempt.status !== "open" && attempt.status !== "awaiting_confirmation")
    return { kind: "tell", outcome: "used" };
  if (attempt.expiresAt <= now) return { kind: "tell", outcome: "expired" };
  if (answer !== "allowed") {
    const status = answer === "declined" ? "declined" : "failed";
    // Nobody who is unknown ends an attempt, not even one that cannot succeed any more.
    return customer === null ? { kind: "tell", outcome: status } : { kind: "end", status };
  }
  if (customer === null) return { kind: "keep", outcome: "stranger" };
  return began ? { kind: "link" } : { kind: "keep", outcome: "confirm" };
}
