import { setImmediate as nextTurn } from "node:timers/promises";
import type { Payment, PaymentStatus } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { PaymentContext } from "../payments/context.ts";
import type { FileMovement, PaymentProvider } from "../provider.ts";
import type { Database } from "../store/database.ts";
import { type FileSpan, findPayments, listPaidWithin, listRefundedWithin } from "../store/file-store.ts";
import {
  compare,
  createFold,
  daysOf,
  type FileDifferenceKind,
  type FoldedFile,
  type Theirs,
} from "./compare.ts";
import { type Found, lookInto } from "./look-into.ts";

/** One payment about which a file and our record disagree. */
export interface FileDifference {
  kind: FileDifferenceKind;
  /** Ours; null when we have none. */
  payment: string | null;
  /** Whatever the file calls it. */
  merchantPaymentIds: readonly string[];
  providerPaymentId: string | null;
  /** Amounts in minor units (yen). */
  ours: { status: PaymentStatus; captured: number; refunded: number } | null;
  theirs: {
    paid: readonly number[];
    refunded: number;
    failed: boolean;
    held: boolean;
    released: boolean;
  } | null;
  /**
   * What asking the provider itself brought. `settled`: our record was behind and agrees with the file now. `stands`:
   * the provider says what our record says, so that the file is to be doubted; the payment waits for a person
   * (`attention: "file_differs"`). `not_made`: nobody has asked, since there is nothing to ask about, or too much to ask at once.
   */
  look: "settled" | "stands" | "not_made";
}

export interface ReconcileFileReport {
  /** Lines with a movement. */
  rows: number;
  /** Of these, how many have a status that we do not know; they were not compared. */
  skipped: number;
  /** Payments about which both agree. */
  matched: number;
  /** The first 1000. */
  differences: FileDifference[];
  /** How many there are. */
  differing: number;
}

const mostTold = 1000;
const pageSize = 500;
/** A file whose lines are years apart, as a made-up one may be, is not looked up in all of the record. */
const mostPages = 400;

/**
 * Compares a provider's file of a day's movements with our record. A file moves nothing: where it differs, the
 * provider is asked about that payment, as after any hint, and its answer alone counts.
 *
 * @throws KaikeiError `file_unreadable`, `not_supported`.
 */
export async function reconcileFile(
  ctx: PaymentContext,
  bytes: Uint8Array,
  provider: PaymentProvider = ctx.providers[0],
): Promise<ReconcileFileReport> {
  if (provider.readFile === undefined) {
    throw new KaikeiError("not_supported", `${provider.name} makes no file of the day's movements.`);
  }
  const { captureMode, movements } = provider.readFile(bytes);
  const file = await foldInTurns(movements);
  const days = daysOf(file);
  const span = days === null ? null : { captureMode, ...days };
  const report = { rows: file.rows, skipped: file.skipped, matched: 0, differing: 0 };
  const told: Found[] = [];
  const note = (found: Found) => {
    report.differing += 1;
    if (told.length < mostTold) told.push(found);
  };

  const refunded = span === null ? new Map<string, number>() : await refundedWithin(ctx.db, provider, span);
  const seen = new Set<string>();
  for (const page of pagesOf([...file.byPayment.entries()])) {
    const ours = await findOurs(ctx.db, provider, page);
    for (const [at, [, theirs]] of page.entries()) {
      const payment = ours[at] ?? null;
      const refundedThen = refunded.get(payment?.id ?? "") ?? 0;
      if (payment !== null) seen.add(payment.id);
      const kind = payment === null ? "unknown_here" : compare(theirs, { payment, refundedThen });
      if (kind === null) report.matched += 1;
      else note({ kind, payment, theirs, refundedThen });
    }
  }
  for await (const payment of span === null ? [] : paidWithin(ctx.db, provider, span)) {
    if (seen.has(payment.id)) continue;
    seen.add(payment.id);
    note({ kind: "missing_there", payment, theirs: null, refundedThen: 0 });
  }
  for (const page of pagesOf([...refunded.keys()].filter((id) => !seen.has(id)))) {
    const lacking = await findPayments(ctx.db, provider, { ids: page, providerIds: [] });
    for (const payment of lacking) {
      note({ kind: "refund", payment, theirs: null, refundedThen: refunded.get(payment.id) ?? 0 });
    }
  }
  const looks = await lookInto(ctx, told);
  return { ...report, differences: told.map((found, at) => show(found, looks[at] ?? "not_made")) };
}

/** The largest file takes a second of computing: others have their turn in between. */
async function foldInTurns(movements: Iterable<FileMovement>): Promise<FoldedFile> {
  const fold = createFold();
  let lines = 0;
  for (const movement of movements) {
    fold.add(movement);
    lines += 1;
    if (lines % 2000 === 0) await nextTurn();
  }
  return fold.file();
}

/** The payment that each entry of the file speaks of. */
async function findOurs(
  db: Database,
  provider: PaymentProvider,
  page: readonly (readonly [string, Theirs])[],
): Promise<(Payment | null)[]> {
  const providerIdsOf = ({ providerPaymentId: id }: Theirs) => (id === null ? [] : spellingsOf(id));
  const found = await findPayments(db, provider, {
    ids: page.flatMap(([, { paymentIds }]) => paymentIds),
    providerIds: page.flatMap(([, theirs]) => providerIdsOf(theirs)),
  });
  const byId = new Map(found.map((payment) => [payment.id, payment]));
  const byProviderId = new Map(found.map((payment) => [payment.providerPaymentId, payment]));
  return page.map(([, theirs]) => {
    const named = providerIdsOf(theirs).flatMap((id) => byProviderId.get(id) ?? []);
    return named[0] ?? theirs.paymentIds.flatMap((id) => byId.get(id) ?? [])[0] ?? null;
  });
}

/** PayPay's payment numbers have twenty digits; a spreadsheet, or the file itself, may drop the zeros in front. */
function spellingsOf(providerPaymentId: string): string[] {
  const isNumber = /^\d{1,19}$/.test(providerPaymentId);
  return isNumber ? [providerPaymentId, providerPaymentId.padStart(20, "0")] : [providerPaymentId];
}

async function* paidWithin(db: Database, provider: PaymentProvider, span: FileSpan): AsyncGenerator<Payment> {
  let pastId = "";
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await listPaidWithin(db, provider, { ...span, pastId, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    pastId = last.id;
  }
}

async function refundedWithin(
  db: Database,
  provider: PaymentProvider,
  span: FileSpan,
): Promise<Map<string, number>> {
  const amounts = new Map<string, number>();
  let pastId = "";
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await listRefundedWithin(db, provider, { ...span, pastId, limit: pageSize });
    for (const { payment, amount } of page) amounts.set(payment, amount);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    pastId = last.payment;
  }
  return amounts;
}

function* pagesOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += pageSize) yield items.slice(at, at + pageSize);
}

function show({ kind, payment, theirs }: Found, look: FileDifference["look"]): FileDifference {
  return {
    kind,
    payment: payment?.id ?? null,
    merchantPaymentIds: theirs?.paymentIds ?? [],
    providerPaymentId: theirs?.providerPaymentId ?? payment?.providerPaymentId ?? null,
    ours:
      payment === null
        ? null
        : { status: payment.status, captured: payment.captured, refunded: payment.refunded },
    theirs:
      theirs === null
        ? null
        : {
            paid: theirs.paid,
            refunded: theirs.refunded,
            failed: theirs.failed,
            held: theirs.held,
            released: theirs.released,
          },
    look,
  };
}
