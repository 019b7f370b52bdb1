import { z } from "zod";
import type { Cashback } from "../domain/cashback.ts";
import { largestAmount } from "../domain/money.ts";
import { claimTimes, type PaymentContext } from "../payments/context.ts";
import { insertReversal } from "../store/cashback-store.ts";
import { askToReverse } from "./follow.ts";
import { readInput } from "./read-input.ts";
import { showCashback } from "./show.ts";

const reverseInputSchema = z.strictObject({
  /** The id of the cashback that is taken back. */
  cashback: z.string().min(1),
  /** Whole yen. Default: all that is left. */
  amount: z.int().min(1).max(largestAmount).optional(),
  /** The shop's own name for this reversal: asking again with it returns the same one. */
  key: z.string().min(1).max(200),
  /** Kept in the record and sent to the provider; no personal data. */
  reason: z.string().max(255).optional(),
});
export type ReverseCashbackInput = z.input<typeof reverseInputSchema>;

/**
 * Takes points back, once or in parts, never more than were given. The provider takes no more than the customer still
 * has: when it is `done`, `amount` is what was really taken back.
 *
 * @throws KaikeiError `invalid_request`, `cashback_not_found`, `cashback_refused`, `idempotency_conflict`.
 */
export async function reverseCashback(ctx: PaymentContext, input: ReverseCashbackInput): Promise<Cashback> {
  const { cashback: of, amount = null, key, reason = null } = readInput(reverseInputSchema, input);
  const { cashback, fresh } = await insertReversal(ctx.db, {
    id: ctx.newId("cbr"),
    of,
    amount,
    key,
    reason,
    scopes: ctx.providers,
    ...claimTimes(ctx),
  });
  return showCashback(fresh ? await askToReverse(ctx, cashback) : cashback);
}
