"use client";

import { useState } from "react";

/** How often `subject` has changed: what belongs to an earlier turn is over, also when the subject comes back. */
export function useTurn(subject: string): number {
  const [last, setLast] = useState({ subject, turn: 0 });
  if (last.subject === subject) return last.turn;
  const next = { subject, turn: last.turn + 1 };
  setLast(next);
  return next.turn;
}
