import type { PaymentContext } from "../payments/context.ts";
import { forgetAttempts } from "../store/link-attempt-store.ts";

/** Who comes back within this after her attempt was over is told why; later her answer has run out by itself. */
const rememberForMs = 3_600_000;

/** Attempts to link are not kept: neither who began them, nor what was brought and never confirmed. */
export async function forgetLateAttempts(ctx: PaymentContext): Promise<void> {
  await forgetAttempts(ctx.db, { expiredBefore: new Date(ctx.clock().getTime() - rememberForMs) });
}
