import { backOffMs } from "../domain/operation.ts";
import type { Problem } from "../provider.ts";
import type { PaymentContext } from "./context.ts";
import { isPause } from "./problem-error.ts";

/**
 * When an operation is taken up once more: after a while that grows with each time that brought nothing, and not before
 * the provider allows.
 */
export function later(
  ctx: PaymentContext,
  failures: number,
  problem: Problem | null,
): { nextLookAt: Date; failures: number } {
  const paused = problem !== null && isPause(problem);
  const retryAfterMs = problem?.retryAfterMs ?? null;
  const ms = paused && retryAfterMs !== null ? 0 : backOffMs(failures + 1);
  const at = ctx.clock().getTime() + Math.max(ms, retryAfterMs ?? 0);
  return { nextLookAt: new Date(at), failures: paused ? failures : failures + 1 };
}
