import type { PaymentView } from "../contract/payment-view.ts";
import { patience } from "../domain/look-schedule.ts";
import { isLive, type Payment } from "../domain/payment.ts";
import type { WatchedPayment } from "../store/find-payments.ts";

/** The code is being asked for and a shopper looks at a skeleton, so the browser asks soon. Milliseconds. */
const pollWhileCreatedMs = 700;
/** A look is under way: its answer is there within about a second. */
const pollWhileLookingMs = 1000;
/** Asked this much after the next look is due, a poll finds it due and not almost due. */
const afterDueMs = 100;

/** What is known of the looks at a payment. */
interface Watch extends Pick<WatchedPayment, "nextLookAt" | "calledUntil" | "failures"> {
  now: Date;
  intervalMs: number;
  looking: boolean;
}

/** What the browser may see of a payment: an allow-list, written out field by field. */
export function paymentView(
  payment: Payment,
  context: Watch & { device: PaymentView["device"] },
): PaymentView {
  const now = context.now.getTime();
  const payable =
    payment.status === "pending" &&
    !payment.retiring &&
    payment.attention !== "mismatch" &&
    payment.expiresAt !== null &&
    payment.expiresAt.getTime() > now;
  return {
    id: payment.id,
    order: payment.order,
    provider: payment.provider,
    environment: payment.environment,
    // An abandoned attempt was never shown and cannot be paid by anybody who sees this.
    status: payment.abandoned && isLive(payment.status) ? "expired" : payment.status,
    amount: { value: payment.ordered.amount, currency: payment.ordered.currency },
    method: payment.method,
    captureMode: payment.captureMode,
    authorized: payment.authorized,
    captured: payment.captured,
    holdExpiresAt: payment.status === "authorized" ? (payment.holdExpiresAt?.getTime() ?? null) : null,
    declineReason: payment.declineReason,
    refunded: payment.refunded,
    nextAction: payable || isApproval(payment, now) ? payment.nextAction : null,
    retiring: payment.retiring,
    needsAttention: payment.attention === "mismatch",
    expiresAt: payment.expiresAt?.getTime() ?? null,
    paidAt: payment.paidAt?.getTime() ?? null,
    serverTime: now,
    pollAfterMs: pollAfter(payment, context),
    device: context.device,
    version: payment.version,
  };
}

/** She is asked to allow a higher amount, and still can. */
function isApproval({ status, nextAction }: Payment, now: number): boolean {
  if (status !== "authorized" || nextAction?.kind !== "approve") return false;
  return nextAction.until === null || nextAction.until > now;
}

function pollAfter(
  payment: Payment,
  { now, nextLookAt, calledUntil, failures, intervalMs, looking }: Watch,
): number | null {
  if (!isLive(payment.status) || payment.abandoned) return null;
  if (looking) return pollWhileLookingMs;
  const calling = calledUntil !== null && calledUntil > now;
  if (payment.status === "created" && calling) return pollWhileCreatedMs;
  // What waits for her is followed apart from the looks that are due.
  if (isApproval(payment, now.getTime())) return intervalMs;
  const untilDue = nextLookAt === null ? 0 : nextLookAt.getTime() - now.getTime();
  // Where we look rarely because notifications arrive, their news is in the record before the next look.
  const isPatient = failures === 0 && payment.attention === null && untilDue <= patience * intervalMs;
  return Math.min(Math.max(untilDue, 0), isPatient ? intervalMs : Number.POSITIVE_INFINITY) + afterDueMs;
}
