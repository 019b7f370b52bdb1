import type { Observation } from "../domain/observation.ts";
import type { Payment } from "../domain/payment.ts";
import { recordObservation } from "../store/payment-store.ts";
import type { PaymentContext } from "./context.ts";

/** Writes down what was observed of a payment, and tells whoever watches if it changed anything. */
export async function record(
  ctx: PaymentContext,
  {
    payment,
    observation,
    source = "provider",
  }: { payment: Payment; observation: Observation; source?: "provider" | "kit" },
): Promise<Payment> {
  const now = ctx.clock();
  const {
    payment: after,
    changed,
    from,
  } = await recordObservation(ctx.db, {
    payment,
    observation,
    source,
    rules: ctx.recording,
    now,
  });
  if (changed) {
    ctx.telemetry.transition({
      payment: after.id,
      from,
      to: after.status,
      attention: after.attention,
      version: after.version,
      source,
      ageMs: now.getTime() - after.createdAt.getTime(),
    });
  }
  return after;
}
