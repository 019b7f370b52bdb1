import type { Observation } from "./observation.ts";
import { isFinal, type Operation, type OperationKind, onAbsence } from "./operation.ts";
import type { Explained } from "./transition.ts";

// What is asked of held money (capture, revert, reauthorize), and what a look at the payment says became of it. Pure.

/** What to do with an operation on a hold after a look. */
export type HoldStep =
  /** Nothing is seen of it yet; until then that proves nothing. */
  | { kind: "wait"; until: Date; absentSince: Date | null }
  /** Somebody else is looking. */
  | { kind: "busy" }
  /** This look cannot tell. */
  | { kind: "look_later" }
  /** It certainly did not happen: ask. */
  | { kind: "ask" }
  /** It certainly did not happen, and cannot at this moment. */
  | { kind: "ask_later" }
  | { kind: "awaits_shopper" }
  | { kind: "done" }
  | { kind: "declined"; problem: string }
  | { kind: "lapsed" };

type Followed = Pick<Operation, "id" | "amount" | "status" | "problem" | "askedAt" | "absentSince">;

/** A reauthorization that a capture needs has this id, fixed from the beginning. */
export function reauthorizeIdOf(captureId: string): string {
  return captureId.replace(/^cap_/, "rea_");
}

/** Each attempt at a capture has an id of its own: after a lost answer PayPay wants another one. */
export function captureIdOf({ id, askedAt }: Pick<Operation, "id" | "askedAt">): string {
  return `${id}_${askedAt.getTime().toString(36)}`;
}

/** What amounts our operations explain: all that the provider may have heard of, whatever became of it. */
export function explainedBy(operations: readonly Pick<Operation, "kind" | "amount" | "status">[]): Explained {
  const asked = (of: OperationKind) =>
    operations
      .filter(({ kind, status }) => kind === of && status !== "requested")
      .map(({ amount }) => amount);
  return { authorized: asked("reauthorize"), captured: asked("capture") };
}

/** What already decides over a hold: only one capture or revert at a time. */
export function openOnHold<Each extends Pick<Operation, "kind" | "status">>(
  operations: readonly Each[],
): Each | undefined {
  return operations.find(({ kind, status }) => (kind === "capture" || kind === "revert") && !isFinal(status));
}

/** Money is taken at most once: PayPay lets the rest of a hold go with the first capture. */
export function stepOfCapture(operation: Followed, seen: Observation, now: Date): HoldStep {
  if (seen.status === "pending") return { kind: "look_later" };
  if (seen.status !== "completed" && seen.status !== "authorized") return over(operation, seen.status);
  const captures = seen.captures ?? [];
  const ours = captures.find(({ id }) => id?.startsWith(`${operation.id}_`));
  if (seen.status === "completed") {
    // A provider that names no captures leaves the amount to tell.
    const isOurs =
      ours ?? (captures.every(({ id }) => id === null) && seen.captured.amount === operation.amount);
    return isOurs ? { kind: "done" } : over(operation, "captured_otherwise");
  }
  if (ours !== undefined) return { kind: ours.status === "asked" ? "awaits_shopper" : "look_later" };
  if (operation.status === "awaiting_shopper") return { kind: "lapsed" };
  return whenAbsent(operation, seen, now);
}

/**
 * Held money is let go. However often that is asked, it happens once; and while it is refused (PayPay lets nothing go
 * while the shopper is asked to allow more) it is asked again, until the hold ends.
 */
export function stepOfRevert(operation: Followed, seen: Observation, now: Date): HoldStep {
  switch (seen.status) {
    case "canceled":
    case "expired":
    case "failed":
      return { kind: "done" };
    case "completed":
      return over(operation, "captured");
    case "authorized":
      return operation.problem === null ? whenAbsent(operation, seen, now) : { kind: "ask_later" };
    case "pending":
      return { kind: "look_later" };
  }
}

/** A reauthorization is never asked for twice: PayPay refuses a repeat, and counts each. */
export function stepOfReauthorize(operation: Followed, seen: Observation, now: Date): HoldStep {
  if (seen.status === "pending") return { kind: "look_later" };
  if (seen.status !== "authorized") return over(operation, seen.status);
  if (seen.raising) return { kind: "awaits_shopper" };
  if (seen.authorized.amount === operation.amount) return { kind: "done" };
  if (operation.status === "awaiting_shopper") return { kind: "lapsed" };
  const step = onAbsence(operation, now);
  return step.kind === "wait" ? step : over(operation, "not_learned");
}

/** Nothing of it is to be seen at a payment that is still held. */
function whenAbsent(operation: Followed, seen: Observation & { status: "authorized" }, now: Date): HoldStep {
  // The refusal may have been for that reason alone.
  if (seen.raising) return { kind: operation.status === "accepted" ? "look_later" : "ask_later" };
  const step = onAbsence(operation, now);
  if (step.kind === "wait") return step;
  return step.kind === "ask_again" ? { kind: "ask" } : over(operation, "refused");
}

function over(operation: Followed, why: string): HoldStep {
  return { kind: "declined", problem: operation.problem ?? why };
}
