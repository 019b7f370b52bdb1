import type { Payment } from "../domain/payment.ts";
import type { FileMovement } from "../provider.ts";

/** All that a file says of one payment. */
export interface Theirs {
  /** Whatever the lines call it: a capture or a refund has a line under an id of its own. */
  paymentIds: readonly string[];
  providerPaymentId: string | null;
  /** What it says was paid; several where its lines disagree. */
  paid: readonly number[];
  /** Sum of its refunds in this file; others may lie on other days. */
  refunded: number;
  failed: boolean;
  held: boolean;
  released: boolean;
}

/** What we know of it. */
export interface Ours {
  payment: Pick<Payment, "status" | "captured" | "refunded" | "authorized" | "paidAt">;
  /** Refunds of ours that are done and were asked for within the time of the file: it should hold as much. */
  refundedThen: number;
}

export type FileDifferenceKind =
  /** We have no such payment. Usual where the merchant is paid in other ways too. */
  | "unknown_here"
  /** Paid within the time of the file by our record, and not in it. */
  | "missing_there"
  /** Another amount was paid. */
  | "amount"
  /** Paid there and not here, or the other way round; or a hold that one of the two does not know. */
  | "status"
  /** More was given back there than here, or the other way round. */
  | "refund";

/** The file by payment, and what it covers. Its lines may come in any order. */
export interface FoldedFile {
  byPayment: ReadonlyMap<string, Theirs>;
  rows: number;
  /** Lines whose word for the status we do not know. */
  skipped: number;
  /** Of the first and the last line that say when; null when none does. */
  from: Date | null;
  to: Date | null;
}

/** Puts together what the lines of a file say of each payment, one line after the other. */
export function createFold(): { add(movement: FileMovement): void; file(): FoldedFile } {
  const byPayment = new Map<string, Theirs>();
  const seen = { rows: 0, skipped: 0 };
  const times: { from: Date | null; to: Date | null } = { from: null, to: null };
  return {
    add: (movement) => {
      const { at, kind } = movement;
      seen.rows += 1;
      if (at !== null && (times.from === null || at < times.from)) times.from = at;
      if (at !== null && (times.to === null || at > times.to)) times.to = at;
      if (kind === "other") seen.skipped += 1;
      const key = movement.providerPaymentId ?? movement.paymentId;
      if (kind === "other" || key === null) return;
      byPayment.set(key, add(byPayment.get(key) ?? nothing, movement));
    },
    file: () => ({ byPayment, ...seen, ...times }),
  };
}

const nothing: Theirs = {
  paymentIds: [],
  providerPaymentId: null,
  paid: [],
  refunded: 0,
  failed: false,
  held: false,
  released: false,
};

function add(theirs: Theirs, { paymentId, providerPaymentId, kind, amount }: FileMovement): Theirs {
  return {
    paymentIds: withOnce(theirs.paymentIds, paymentId),
    providerPaymentId,
    paid: kind === "paid" ? withOnce(theirs.paid, amount) : theirs.paid,
    refunded: theirs.refunded + (kind === "refunded" ? amount : 0),
    failed: theirs.failed || kind === "failed",
    held: theirs.held || kind === "held",
    released: theirs.released || kind === "released",
  };
}

/** More would make a file that is made up for it take long, and tell nothing new. */
const most = 16;

function withOnce<Item>(list: readonly Item[], item: Item | null): readonly Item[] {
  return item === null || list.length >= most || list.includes(item) ? list : [...list, item].sort();
}

/** How the file's word of a payment differs from ours; null when they agree. Refunds of other days are no difference. */
export function compare(theirs: Theirs, { payment, refundedThen }: Ours): FileDifferenceKind | null {
  const { status, captured } = payment;
  const everPaid = captured > 0 || payment.paidAt !== null;
  if (theirs.paid.length > 0 && !everPaid) return "status";
  if (captured > 0 && theirs.paid.some((amount) => amount !== captured)) return "amount";
  const ended = theirs.failed || theirs.released;
  if (ended && theirs.paid.length === 0 && (status === "completed" || status === "authorized"))
    return "status";
  if (theirs.held && payment.authorized === 0 && !everPaid) return "status";
  // A payment that was cancelled as a whole has no refund with us, whatever its lines are called there.
  if (status !== "canceled" && theirs.refunded > payment.refunded) return "refund";
  return theirs.refunded < refundedThen ? "refund" : null;
}

const dayMs = 24 * 3_600_000;
const japanMs = 9 * 3_600_000;
/** The two clocks may put the same payment on different sides of midnight. */
const edgeMs = 60_000;

/** Japan's days from the first to the last line, without the minute at both ends that either day may hold. */
export function daysOf({ from, to }: Pick<FoldedFile, "from" | "to">): { after: Date; before: Date } | null {
  if (from === null || to === null) return null;
  const midnightBefore = (at: Date) => Math.floor((at.getTime() + japanMs) / dayMs) * dayMs - japanMs;
  return {
    after: new Date(midnightBefore(from) + edgeMs),
    before: new Date(midnightBefore(to) + dayMs - edgeMs),
  };
}
