import { stepOfRevert } from "../domain/hold-operation.ts";
import type { Operation } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { describeError } from "../logger.ts";
import { getPayment } from "../store/find-payments.ts";
import { claimAsking, insertRevertOf } from "../store/hold-store.ts";
import { settleOperation } from "../store/operation-store.ts";
import { flagPayment } from "../store/payment-store.ts";
import { claimTimes, type PaymentContext } from "./context.ts";
import { type Due, holdsOf, lookAtHold, readAnswer } from "./hold-look.ts";
import { later } from "./later.ts";

/**
 * Lets held money go. The payment comes back `canceled`; or `retiring`, while that is not known yet. Null: it is not
 * held (any more).
 *
 * @throws KaikeiError `payment_not_found`, `payment_not_cancelable`, `not_supported`.
 */
export async function revertPayment(ctx: PaymentContext, id: string): Promise<Payment | null> {
  holdsOf(ctx, await getPayment(ctx.db, id));
  const inserted = await insertRevertOf(ctx.db, {
    id: ctx.newId("rev"),
    payment: id,
    reason: null,
    key: null,
    ...claimTimes(ctx),
  });
  if (inserted === null) return null;
  if (inserted.fresh) await followRevert(ctx, { operation: inserted.operation, failures: 0 });
  return getPayment(ctx.db, id);
}

/**
 * Follows a revert that is not over. Only a look tells what became of it; while the payment is seen to be held still,
 * twice and 30 s apart after the call was over, it did not happen and is asked again: letting go twice is letting go.
 */
export async function followRevert(ctx: PaymentContext, due: Due): Promise<Operation> {
  return due.operation.status === "requested" ? ask(ctx, due) : look(ctx, due);
}

async function ask(ctx: PaymentContext, { operation, failures }: Due): Promise<Operation> {
  const payment = await markRetiring(ctx, operation.payment);
  const asked = await claimAsking(ctx.db, operation, claimTimes(ctx));
  if (asked === null) return operation;
  const outcome = await holdsOf(ctx, payment).revert({
    intent: {
      id: operation.id,
      payment,
      amount: { amount: operation.amount, currency: payment.ordered.currency },
      reason: operation.reason,
      requestedAt: operation.requestedAt,
    },
  });
  const answer = readAnswer(outcome);
  const problem = "problem" in answer ? answer.problem : null;
  const told = await settleOperation(ctx.db, operation.id, {
    ...later(ctx, failures, problem),
    ...(answer.kind === "not_acted" && { status: "requested" as const }),
    ...(answer.kind === "accepted" && { status: "accepted" as const }),
    problem: answer.kind === "refused" ? (answer.problem.code ?? answer.problem.reason) : null,
  });
  if (answer.kind === "not_acted") return told;
  try {
    return await look(ctx, { operation: told, failures });
  } catch (error) {
    // The revert itself stands; its next look is due and will be made by the next pass.
    ctx.logger.error({ payment: payment.id, error: describeError(error) }, "a look after a revert failed");
    return told;
  }
}

async function look(ctx: PaymentContext, { operation, failures }: Due): Promise<Operation> {
  const { id } = operation;
  const { step, payment, problem } = await lookAtHold(ctx, operation, stepOfRevert);
  switch (step.kind) {
    case "done":
      return settleOperation(ctx.db, id, { status: "done", problem: null, nextLookAt: null, failures: 0 });
    case "declined":
    case "lapsed": {
      const why = step.kind === "declined" ? step.problem : null;
      if (payment.status === "authorized" && payment.retiring) {
        await flagPayment(ctx.db, { payment, flag: { retiring: false }, now: ctx.clock() });
      }
      return settleOperation(ctx.db, id, { status: "declined", problem: why, nextLookAt: null, failures: 0 });
    }
    case "wait":
      return settleOperation(ctx.db, id, {
        absentSince: step.absentSince,
        nextLookAt: step.until,
        failures: 0,
      });
    case "ask":
      return ask(ctx, { operation, failures });
    case "busy":
      return settleOperation(ctx.db, id, { ...later(ctx, 0, null), failures });
    case "ask_later":
      return settleOperation(ctx.db, id, {
        ...later(ctx, failures, problem),
        status: "requested",
      });
    case "look_later":
    case "awaits_shopper":
      return settleOperation(ctx.db, id, later(ctx, failures, problem));
  }
}

/** Shows that the hold is being let go. */
async function markRetiring(ctx: PaymentContext, id: string): Promise<Payment> {
  const payment = await getPayment(ctx.db, id);
  if (payment.status !== "authorized" || payment.retiring) return payment;
  return flagPayment(ctx.db, { payment, flag: { retiring: true, nextAction: null }, now: ctx.clock() });
}
