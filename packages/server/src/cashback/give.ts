import { z } from "zod";
import { authorizationFor } from "../accounts/authorization-of.ts";
import type { Cashback } from "../domain/cashback.ts";
import { largestAmount } from "../domain/money.ts";
import { KaikeiError } from "../errors.ts";
import { claimTimes, type PaymentContext } from "../payments/context.ts";
import { findGiven, insertCashback } from "../store/cashback-store.ts";
import { askToGive } from "./follow.ts";
import { readInput } from "./read-input.ts";
import { showCashback } from "./show.ts";

const giveInputSchema = z.strictObject({
  /** The shop's own id of the customer; her account has to be linked with the scope `cashback`. */
  customer: z.string().min(1).max(200),
  /** Whole yen. */
  amount: z.int().min(1).max(largestAmount),
  /**
   * The shop's own name for this cashback, such as `third-order-1042`, of which there is one in the whole shop: asking
   * again with it returns the same one.
   */
  key: z.string().min(1).max(200),
  /** The payment that it is for. */
  payment: z.string().min(1).optional(),
  /** Kept in the record; the provider may show it to her. No personal data. */
  reason: z.string().max(255).optional(),
});
export type GiveCashbackInput = z.input<typeof giveInputSchema>;

/**
 * Gives points to a customer. It is written down before the provider is asked, and asked for once: a lost answer or a
 * crash leads to looks, never to a second one. The provider takes it on (`accepted`); whether it was given (`done`) or
 * not (`declined`) is learned by looking, seconds later.
 *
 * @throws KaikeiError `invalid_request`, `not_supported`, `account_not_linked`, `scope_missing`, `payment_not_found`,
 * `idempotency_conflict`.
 */
export async function giveCashback(ctx: PaymentContext, input: GiveCashbackInput): Promise<Cashback> {
  const { customer, amount, key, payment = null, reason = null } = readInput(giveInputSchema, input);
  const [{ name: provider, environment, merchant, cashback: calls }] = ctx.providers;
  if (calls === undefined) throw new KaikeiError("not_supported", `${provider} gives no cashback.`);
  const where = { provider, environment, merchant };
  const wish = { customer, amount: { amount, currency: "JPY" as const }, payment, key, where };
  // First: what was given stays known by its key, also after its link has ended.
  const earlier = await findGiven(ctx.db, wish);
  if (earlier !== null) return showCashback(earlier);
  const { link } = await authorizationFor(ctx, { customer, scope: "cashback" });
  const { cashback, fresh } = await insertCashback(ctx.db, {
    ...wish,
    id: ctx.newId("cbk"),
    accountLink: link.id,
    reason,
    ...claimTimes(ctx),
  });
  return showCashback(fresh ? await askToGive(ctx, cashback) : cashback);
}
