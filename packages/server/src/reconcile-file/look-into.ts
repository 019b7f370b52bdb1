import type { Payment } from "../domain/payment.ts";
import { describeError } from "../logger.ts";
import { claimTimes, type PaymentContext } from "../payments/context.ts";
import { deliver } from "../payments/deliver.ts";
import { inspect, type Seen } from "../payments/inspect.ts";
import { underClaim } from "../payments/refresh.ts";
import { getPayment } from "../store/find-payments.ts";
import { claimHintedLook } from "../store/look-claims.ts";
import { flagPayment } from "../store/payment-store.ts";
import { compare, type FileDifferenceKind, type Theirs } from "./compare.ts";

/** A difference, and what is needed to compare once more. */
export interface Found {
  kind: FileDifferenceKind;
  payment: Payment | null;
  theirs: Theirs | null;
  refundedThen: number;
}

/** What a look brought, as the report tells it. */
export type LookResult = "settled" | "stands" | "not_made";

/** So many payments one file, which may be made up, can make us ask the provider about. */
const mostLooks = 50;
const lanes = 4;

/** Asks the provider about the first of the payments that differ. What it says is recorded, as after any look. */
export async function lookInto(ctx: PaymentContext, differences: readonly Found[]): Promise<LookResult[]> {
  const results = differences.map((): LookResult => "not_made");
  const due = [...differences.entries()].filter(([, { payment }]) => payment !== null).slice(0, mostLooks);
  const lane = async () => {
    for (let next = due.shift(); next !== undefined; next = due.shift()) {
      const [at, found] = next;
      results[at] = await lookAgain(ctx, found);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function lookAgain(ctx: PaymentContext, found: Found): Promise<LookResult> {
  if (found.payment === null) return "not_made";
  const { id } = found.payment;
  // Within the budget for hints: the same file ten times over asks no more than once an interval.
  const times = { ...claimTimes(ctx), intervalMs: ctx.looks.intervalMs };
  const claim = await claimHintedLook(ctx.db, id, times);
  if (claim === null) return "not_made";
  let seen: Seen;
  try {
    seen = await underClaim(ctx, claim, async () => inspect(ctx, await getPayment(ctx.db, id)));
    await deliver(ctx, { payment: id });
  } catch (error) {
    ctx.logger.error({ payment: id, error: describeError(error) }, "a look after a file failed");
    return "not_made";
  }
  const { payment, problem } = seen;
  if (problem !== null) return "not_made";
  if (!stillDiffers(found, payment)) return "settled";
  if (payment.attention === null) {
    await flagPayment(ctx.db, { payment, flag: { attention: "file_differs" }, now: ctx.clock() });
  }
  return "stands";
}

function stillDiffers({ kind, theirs, refundedThen }: Found, payment: Payment): boolean {
  if (theirs !== null) return compare(theirs, { payment, refundedThen }) !== null;
  return kind !== "missing_there" || payment.status === "completed" || payment.status === "authorized";
}
