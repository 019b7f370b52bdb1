import type { PaymentView } from "../contract/payment-view.ts";
import { isLive, type Payment } from "../domain/payment.ts";
import { getWatchedPayment } from "../store/find-payments.ts";
import { claimDueLook, claimHintedLook } from "../store/look-claims.ts";
import { claimTimes, type PaymentContext } from "./context.ts";
import { paymentView } from "./payment-view.ts";
import { refresh } from "./refresh.ts";

/**
 * A payment as a browser may see it, from the record.
 *
 * @throws KaikeiError `payment_not_found`.
 */
export async function showPayment(
  ctx: PaymentContext,
  { id, device }: { id: string; device: PaymentView["device"] },
): Promise<PaymentView> {
  const watched = await getWatchedPayment(ctx.db, id);
  return paymentView(watched.payment, {
    ...watched,
    intervalMs: ctx.looks.intervalMs,
    now: ctx.clock(),
    looking: false,
    device,
  });
}

/**
 * The same for a browser that is waiting. If a look is due, this caller claims it and gets it as `look`, to be made
 * after the answer has gone out: however many browsers poll, one look per interval is made. A browser whose shopper
 * has just come back (`returned`) may have one ahead of time, within the budget for hints.
 */
export async function pollPayment(
  ctx: PaymentContext,
  { id, device, returned }: { id: string; device: PaymentView["device"]; returned: boolean },
): Promise<{ view: PaymentView; look: (() => Promise<Payment>) | null }> {
  const watched = await getWatchedPayment(ctx.db, id);
  const times = claimTimes(ctx);
  const { intervalMs } = ctx.looks;
  const isDue = watched.nextLookAt !== null && watched.nextLookAt <= times.now;
  const isHinted = returned && isLive(watched.payment.status);
  const claim = isDue
    ? await claimDueLook(ctx.db, id, times)
    : isHinted
      ? await claimHintedLook(ctx.db, id, { ...times, intervalMs })
      : null;
  const looking = isDue || claim !== null;
  return {
    view: paymentView(watched.payment, { ...watched, intervalMs, now: times.now, looking, device }),
    look: claim === null ? null : () => refresh(ctx, claim),
  };
}
