import type { KaikeiErrorCode } from "@kaikei/server/contract";

/** What can go wrong between the browser and the shop: the server's codes, and three of the way there. */
export type ProblemCode = KaikeiErrorCode | "network_failed" | "timed_out" | "bad_answer";

/** Which of the shopper's explanations fits: `problem.<kind>` in the messages. */
export type ProblemKind =
  | "offline"
  /** What belongs to the page could not be loaded: a new deployment may have taken it away. */
  | "page"
  | "busy"
  | "paused"
  | "trouble"
  | "shop"
  | "session"
  | "order"
  | "price"
  | "missing"
  | "ended"
  | "declined"
  | "viewOnly"
  | "signIn"
  | "link"
  | "attempt"
  | "waiting";

/** A request that did not get what it asked for. The shopper's words are chosen by `kind`. */
export interface PaymentProblem {
  /** A server that is newer than this package may have others. */
  code: ProblemCode;
  kind: ProblemKind;
  /** The same request may be sent again as it is. */
  retryable: boolean;
  /** Milliseconds that the server asked to wait (`Retry-After`); null when it did not say. */
  retryAfterMs: number | null;
  /** English, for the developer's console; never shown to the shopper. */
  message: string;
}

/** True where asking again as it is would bring nothing else: only the page anew, or another one. */
export function isStuck({ kind, retryable }: PaymentProblem): boolean {
  return !retryable || kind === "page";
}
