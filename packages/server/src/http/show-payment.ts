import type { OpenKaikei } from "../kaikei.ts";
import { claimTimes } from "../payments/context.ts";
import { paymentView } from "../payments/payment-view.ts";
import { refresh } from "../payments/refresh.ts";
import { claimDueLook } from "../store/look-claims.ts";
import { findWatchedPayment } from "../store/payment-store.ts";
import { noSuchPayment, requireCapability } from "./capability.ts";
import type { WaitUntil } from "./handler.ts";
import { respondJson } from "./respond.ts";
import { readShopper } from "./shopper.ts";

/**
 * `GET /payments/:id` answers from the record at once. If a look is due, this request claims it, and the provider is
 * asked after the answer has gone out: however many browsers poll, one look per interval is made.
 */
export async function showPaymentRoute(
  kaikei: OpenKaikei,
  request: Request,
  { id, waitUntil }: { id: string; waitUntil: WaitUntil },
): Promise<Response> {
  await requireCapability(request, { payment: id, tokens: kaikei.tokens });
  const ctx = kaikei.payments;
  const watched = await findWatchedPayment(ctx.db, id);
  if (watched === null) throw noSuchPayment();
  const times = claimTimes(ctx);
  const isDue = watched.nextLookAt !== null && watched.nextLookAt <= times.now;
  const claim = isDue ? await claimDueLook(ctx.db, id, times) : null;
  if (claim !== null) waitUntil(refresh(ctx, claim));
  const { device } = readShopper(request.headers, kaikei);
  return respondJson(paymentView(watched.payment, { ...watched, now: times.now, looking: isDue, device }));
}
