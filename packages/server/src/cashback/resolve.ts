import { z } from "zod";
import { type Cashback, needsPerson } from "../domain/cashback.ts";
import { KaikeiError } from "../errors.ts";
import type { PaymentContext } from "../payments/context.ts";
import { getCashback, settleCashback } from "../store/cashback-store.ts";
import { readInput } from "./read-input.ts";
import { showCashback } from "./show.ts";

const resolveInputSchema = z.strictObject({
  cashback: z.string().min(1),
  /** What the provider's panel or support says became of it. */
  outcome: z.enum(["done", "declined"]),
});
export type ResolveCashbackInput = z.input<typeof resolveInputSchema>;

/**
 * Ends the doubt about a cashback that waits for a person, by what the provider's panel or support says. After
 * `declined` it can be given anew, under another key. Ask first: one that is still in the provider's queue would be
 * given twice.
 *
 * @throws KaikeiError `invalid_request`, `cashback_not_found`, `cashback_refused` when it does not wait for a person.
 */
export async function resolveCashback(ctx: PaymentContext, input: ResolveCashbackInput): Promise<Cashback> {
  const { cashback: id, outcome } = readInput(resolveInputSchema, input);
  const cashback = await getCashback(ctx.db, id);
  if (!needsPerson(cashback, ctx.clock())) {
    throw new KaikeiError(
      "cashback_refused",
      `Cashback ${id} is ${cashback.status} and does not wait for a person.`,
    );
  }
  ctx.logger.warn({ cashback: id, outcome }, "a person has said what became of a cashback");
  const problem = outcome === "declined" ? (cashback.problem ?? "resolved_by_person") : null;
  const { absentSince } = cashback;
  const end = { status: outcome, problem, absentSince, nextLookAt: null, failures: 0 };
  return showCashback(await settleCashback(ctx.db, id, end));
}
