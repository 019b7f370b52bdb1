import { createHash } from "node:crypto";
import { hearOfAccount } from "../accounts/hear.ts";
import type { PaymentProvider } from "../provider.ts";
import { claimHintedLook } from "../store/look-claims.ts";
import {
  findHintedPayment,
  forgetNotifications,
  keepNotification,
  listUnhandled,
  markHandled,
  markNotified,
} from "../store/notification-store.ts";
import { claimTimes, type PaymentContext } from "./context.ts";
import { refresh } from "./refresh.ts";

/** A notification may arrive before its payment is known by the id it carries; so long it is kept and tried again. */
const matchWithinMs = 15 * 60_000;
/** Left this long to whoever received it, before reconcile takes it over. */
const handoverMs = 10_000;
/** What was acted on, for whoever wants to know what came. What nobody can act on any more is not kept. */
const keepForMs = 7 * 24 * 3_600_000;

/**
 * Keeps what a provider told us; after this the provider may hear "200". The body is a claim by whoever can reach
 * our address: it names something to look at and moves nothing.
 *
 * @returns the look, to be made after the answer. Null: it is about nothing of ours, or another one that came with it
 * says the same and is handled.
 */
export async function receiveNotification(
  ctx: PaymentContext,
  { provider, body }: { provider: PaymentProvider; body: unknown },
): Promise<(() => Promise<void>) | null> {
  const hint = provider.readNotification(body);
  if (hint?.about === "file") return ctx.hearOfFile(provider, hint);
  if (hint?.about === "account") return hearOfAccount(ctx, { provider, ...hint });
  if (hint?.about !== "payment") return null;
  // All that speak of one payment say the same to us: look. So they are one row, and at once one statement, however
  // many are made up.
  const spokenOf = hint.paymentId ?? `provider's ${hint.providerPaymentId}`;
  let look: (() => Promise<void>) | null = null;
  await ctx.shareInbox(`${provider.name} ${spokenOf}`, async () => {
    const kept = await keepNotification(ctx.db, {
      provider: provider.name,
      bodyHash: createHash("sha256").update(spokenOf).digest("hex"),
      paymentHint: hint.paymentId,
      providerPaymentHint: hint.providerPaymentId,
      now: ctx.clock(),
    });
    look = () => handleNotification(ctx, kept);
  });
  return look;
}

/** Looks at the payment that a kept notification speaks of, within the budget for hints. Unknown ones cost no call. */
export async function handleNotification(ctx: PaymentContext, notification: number): Promise<void> {
  const hinted = await findHintedPayment(ctx.db, notification, ctx.providers);
  if (hinted === null) return;
  const { payment, notifiedAt, receivedAt, times } = hinted;
  if (notifiedAt === null) await markNotified(ctx.db, payment, receivedAt);
  const claim = await claimHintedLook(ctx.db, payment, {
    ...claimTimes(ctx),
    intervalMs: ctx.looks.intervalMs,
  });
  if (claim !== null) await refresh(ctx, claim);
  // Only now: a process that dies before leaves it to the next one.
  await markHandled(ctx.db, { id: notification, times, now: ctx.clock() });
}

/** Notifications whose receiver died or whose payment was not there yet. Forgets the old ones. */
export async function takeLeftNotifications(ctx: PaymentContext): Promise<number[]> {
  const now = ctx.clock().getTime();
  await forgetNotifications(ctx.db, {
    handledBefore: new Date(now - keepForMs),
    unhandledBefore: new Date(now - matchWithinMs),
  });
  return listUnhandled(ctx.db, {
    scopes: ctx.providers,
    receivedAfter: new Date(now - matchWithinMs),
    receivedBefore: new Date(now - handoverMs),
    limit: 50,
  });
}
