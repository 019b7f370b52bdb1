import type { Payment } from "../../domain/payment.ts";
import type { UndoFacts, UndoPlan } from "../../provider.ts";

const day = 86_400_000;
const japanIsAhead = 9 * 3_600_000;
const quarterHour = 15 * 60_000;
/** How far our clock and PayPay's may differ: within it of the edge a cancel is still tried, and PayPay decides. */
const clockTolerance = 120_000;

/**
 * Which call undoes a payment in full. A hold is reverted. PayPay cancels a payment as a whole until 00:14:59 in Japan on the day after it
 * was paid, unless a part was refunded, it was captured from a hold, or a request was paid with it; everything else that was captured is refunded.
 * Pure, and the same in every time zone. Being wrong towards "cancel" is harmless: PayPay refuses, and we look.
 */
export function planUndo(payment: Payment, { now, anyRefund }: UndoFacts): UndoPlan {
  if (payment.status === "authorized") return "revert";
  if (payment.status !== "completed" || payment.captured <= payment.refunded) return "nothing";
  const isFromHold = payment.captureMode === "manual" || payment.authorized > 0;
  // PayPay's pages name a cancel of requests only before they are paid.
  const isRequest = payment.method === "request";
  const whole = payment.refunded === 0 && !anyRefund && !isFromHold && !isRequest;
  const inTime =
    payment.paidAt !== null && now.getTime() < cancelWindowEnds(payment.paidAt).getTime() + clockTolerance;
  return whole && inTime ? "cancel" : "refund";
}

/**
 * Until when PayPay refunds a payment: the end, in Japan, of day 365 after it was completed (help centre). Within two
 * minutes after it our clock may be wrong, so PayPay decides.
 */
export function refundWindow({ paidAt }: Payment): { ends: Date; lastInWords: string } | null {
  if (paidAt === null) return null;
  const midnight = midnightInJapan(paidAt) + 366 * day;
  const lastDay = new Date(midnight - day + japanIsAhead).toISOString().slice(0, 10);
  return {
    ends: new Date(midnight + clockTolerance),
    lastInWords: `23:59:59 in Japan on ${lastDay}, the 365th day`,
  };
}

/** The first instant that is too late: 00:15:00 in Japan on the next day. Japan has no summer time: plain arithmetic. */
function cancelWindowEnds(paidAt: Date): Date {
  return new Date(midnightInJapan(paidAt) + day + quarterHour);
}

function midnightInJapan(at: Date): number {
  return Math.floor((at.getTime() + japanIsAhead) / day) * day - japanIsAhead;
}
