import { z } from "zod";

/** Why nobody calls a provider for a while: it says so, or it does not accept our key. */
export const pauseReasonSchema = z.enum(["rate_limited", "maintenance", "unauthorized"]);
export type PauseReason = z.infer<typeof pauseReasonSchema>;

/** How a provider stands with a merchant, for all processes together. */
export interface ProviderState {
  /** Nobody calls before then. */
  pausedUntil: Date | null;
  /** What the last refusals were about. */
  reason: PauseReason | null;
  /** Refusals in a row; 0 while it serves us. */
  failures: number;
}

export const serving: ProviderState = { pausedUntil: null, reason: null, failures: 0 };

const firstPauseMs = 2000;
const longestGrownPauseMs = 60_000;
/** However long a provider asks us to wait, after this it is asked again. */
const longestPauseMs = 15 * 60_000;
/** Keys are mended by a person, so once a minute is soon enough. */
const unauthorizedPauseMs = 60_000;
/** So long everybody else waits for a probe; a slower one gets company. */
const probeMs = 5000;

/**
 * What a refusal that speaks of us as a caller leads to: 2 s, 4 s, 8 s … up to a minute, and not before the provider
 * allows (up to 15 minutes). A key that is not accepted pauses from the second refusal in a row: one alone may be the
 * provider's own hiccup.
 */
export function afterRefusal(
  state: ProviderState,
  { reason, retryAfterMs, now }: { reason: PauseReason; retryAfterMs: number | null; now: Date },
): ProviderState {
  const failures = state.reason === reason ? state.failures + 1 : 1;
  if (reason === "unauthorized") {
    const pausedUntil = failures < 2 ? null : later(now, unauthorizedPauseMs);
    return { reason, failures, pausedUntil };
  }
  const grownMs = Math.min(firstPauseMs * 2 ** Math.min(failures - 1, 10), longestGrownPauseMs);
  const pauseMs = Math.min(Math.max(grownMs, retryAfterMs ?? 0), longestPauseMs);
  return { reason, failures, pausedUntil: later(now, pauseMs) };
}

/**
 * Who may call now: everybody; nobody (`wait` for so many milliseconds); or, after a pause, one who claims to be the
 * probe until `until`, so that the whole herd does not come back at once.
 */
export function gate(
  { pausedUntil }: ProviderState,
  now: Date,
): { kind: "open" } | { kind: "wait"; ms: number } | { kind: "probe"; until: Date } {
  if (pausedUntil === null) return { kind: "open" };
  const ms = pausedUntil.getTime() - now.getTime();
  return ms > 0 ? { kind: "wait", ms } : { kind: "probe", until: later(now, probeMs) };
}

function later(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
