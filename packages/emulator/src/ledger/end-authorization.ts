import type { Authorization } from "./authorization.ts";
import type { Ledger } from "./ledger.ts";

/** Ends a living link; the shop is told of it whoever did it. */
export function endAuthorization(
  ledger: Ledger,
  authorization: Authorization,
  by: "customer" | "merchant",
): void {
  authorization.endedBy = by;
  ledger.tell({ kind: "link_revoked", authorization });
}

/** A payment, money given or another consent makes a link last for its whole life again. */
export function prolongAuthorization(ledger: Ledger, authorization: Authorization): void {
  const expireAt = ledger.now() + ledger.habits.linkSeconds;
  // Within the second in which it began, nothing has become longer.
  if (expireAt <= authorization.expireAt) return;
  authorization.expireAt = expireAt;
  ledger.tell({ kind: "link_extended", authorization });
}
