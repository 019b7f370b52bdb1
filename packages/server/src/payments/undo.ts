import { z } from "zod";
import { type Operation, onAbsence } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import { describeError } from "../logger.ts";
import { getPayment } from "../store/find-payments.ts";
import { claimForCall } from "../store/look-claims.ts";
import { listOperations, settleOperation } from "../store/operation-store.ts";
import { insertUndo, turnIntoRefund } from "../store/undo-store.ts";
import { claimTimes, type PaymentContext, providerOf } from "./context.ts";
import { deliver } from "./deliver.ts";
import { inspect } from "./inspect.ts";
import { later } from "./later.ts";
import { isPassing } from "./problem-error.ts";
import { underClaim } from "./refresh.ts";
import { followRefund, refuseTooLate } from "./refund.ts";
import { followRevert } from "./revert.ts";

export const undoInputSchema = z.strictObject({
  /** The payment's id. */
  payment: z.string().min(1),
  /** Kept in the record, and sent to the provider with a refund; no personal data. */
  reason: z.string().max(255).optional(),
  /** The shop's own name for this: asking again with it returns the earlier operation, also a declined one. */
  key: z.string().min(1).max(200).optional(),
});
export type UndoInput = z.input<typeof undoInputSchema>;

interface Due {
  operation: Operation;
  failures: number;
}

/**
 * Takes a payment back in full: lets its hold go, or by a cancel of the whole, or by a refund of what is left, never by
 * two of them. Written
 * down before the provider is asked; asked again for a payment that is undone already, or is about to be, the earlier
 * operation comes back.
 *
 * @throws KaikeiError `invalid_request`, `payment_not_found`, `payment_not_refundable`, `payment_not_cancelable`
 * (a capture is under way), `idempotency_conflict`.
 */
export async function undoPayment(ctx: PaymentContext, input: UndoInput): Promise<Operation> {
  const parsed = undoInputSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new KaikeiError("invalid_request", `${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { payment: id, reason = null, key = null } = parsed.data;
  const provider = providerOf(ctx, await getPayment(ctx.db, id));
  const { now, leaseUntil } = claimTimes(ctx);
  const { operation, fresh } = await insertUndo(ctx.db, {
    id: ctx.newId("can"),
    payment: id,
    reason,
    key,
    plan: (payment, facts) => provider.planUndo(payment, { ...facts, now }),
    mustBeInTime: (payment) => refuseTooLate(provider, payment, now),
    now,
    leaseUntil,
  });
  if (!fresh) return operation;
  const due = { operation, failures: 0 };
  if (operation.kind === "revert") return followRevert(ctx, due);
  return operation.kind === "cancel" ? followCancel(ctx, due) : followRefund(ctx, due);
}

/**
 * Follows a cancel that is not over. Only a look at the payment tells what became of it:
 *
 * - reversed, or all refunded in the provider's panel: it is done, whatever the provider had answered;
 * - still paid, and it was accepted once: it is looked at until it is reversed, and never refunded;
 * - still paid in two looks, 30 s apart, after its call was over: it did not happen. It is asked again while the
 *   provider may still cancel; once that was refused, or is too late, a refund takes its place.
 */
export async function followCancel(ctx: PaymentContext, due: Due): Promise<Operation> {
  return due.operation.status === "requested" ? ask(ctx, due) : look(ctx, due);
}

/** Asks for the cancel after writing down that we do; too late for it, a refund takes its place. */
async function ask(ctx: PaymentContext, { operation, failures }: Due): Promise<Operation> {
  const payment = await getPayment(ctx.db, operation.payment);
  if (isUndone(payment)) return finish(ctx, operation);
  const provider = providerOf(ctx, payment);
  const { now, leaseUntil } = claimTimes(ctx);
  const earlier = await listOperations(ctx.db, payment.id);
  const anyRefund = earlier.some(({ kind }) => kind === "refund");
  if (provider.planUndo(payment, { now, anyRefund }) !== "cancel") return refundInstead(ctx, operation);
  const asked = await settleOperation(ctx.db, operation.id, {
    status: "uncertain",
    askedAt: now,
    absentSince: null,
    nextLookAt: leaseUntil,
    failures,
  });
  // Another process got further meanwhile; what it was told must not be asked about again.
  if (asked.status !== "uncertain") return asked;

  const outcome = await provider.reverse({ payment });
  const refused = outcome.kind === "declined";
  const trouble = "problem" in outcome ? outcome.problem : null;
  if (outcome.kind === "not_sent" || (refused && isPassing(outcome.problem))) {
    // It certainly did not act: it stands as before the call.
    return settleOperation(ctx.db, operation.id, {
      status: operation.status,
      ...later(ctx, failures, trouble),
    });
  }
  const accepted = outcome.kind === "done" || outcome.kind === "accepted";
  const problem = refused ? (outcome.problem.code ?? outcome.problem.reason) : null;
  const told = await settleOperation(ctx.db, operation.id, {
    ...later(ctx, failures, trouble),
    ...(accepted && { status: "accepted" as const }),
    problem,
  });
  if (problem !== null) {
    ctx.logger.warn({ cancel: operation.id, payment: payment.id, problem }, "the provider refused a cancel");
  }
  try {
    return await look(ctx, { operation: told, failures });
  } catch (error) {
    // The cancel itself stands; its next look is due and will be made by the next pass.
    ctx.logger.error({ payment: payment.id, error: describeError(error) }, "a look after a cancel failed");
    return told;
  }
}

/** Looks at the payment, and says what that means for its cancel. */
async function look(ctx: PaymentContext, { operation, failures }: Due): Promise<Operation> {
  const { id } = operation;
  const payment = await getPayment(ctx.db, operation.payment);
  if (isUndone(payment)) return finish(ctx, operation);
  const claim = await claimForCall(ctx.db, payment, claimTimes(ctx));
  // Somebody is looking at this moment, or has just seen something.
  if (claim === null) return settleOperation(ctx.db, id, { ...later(ctx, 0, null), failures });
  const seen = await underClaim(ctx, claim, () => inspect(ctx, payment));
  await deliver(ctx, { payment: payment.id });
  if (isUndone(seen.payment)) return finish(ctx, operation);
  const stillPaid = seen.observation?.status === "completed" && seen.payment.attention !== "mismatch";
  if (!stillPaid || operation.status === "accepted") {
    return settleOperation(ctx.db, id, later(ctx, failures, seen.problem));
  }
  const step = onAbsence(operation, ctx.clock());
  switch (step.kind) {
    case "wait":
      return settleOperation(ctx.db, id, {
        absentSince: step.absentSince,
        nextLookAt: step.until,
        failures: 0,
      });
    case "ask_again":
      return ask(ctx, { operation, failures });
    case "declined":
      return refundInstead(ctx, operation);
  }
}

/** All of its money has gone back, whoever did it. */
function isUndone({ status, captured, refunded }: Payment): boolean {
  return status === "canceled" || (status === "completed" && captured === refunded);
}

/** Nothing is left to be done. */
function finish(ctx: PaymentContext, { id }: Operation): Promise<Operation> {
  return settleOperation(ctx.db, id, { status: "done", problem: null, nextLookAt: null, failures: 0 });
}

/** The cancel certainly did not happen and will not: what is left is refunded. */
async function refundInstead(ctx: PaymentContext, cancel: Operation): Promise<Operation> {
  const turned = await turnIntoRefund(ctx.db, { cancel, ...claimTimes(ctx) });
  if (turned.refund === null) return turned.cancel;
  return followRefund(ctx, { operation: turned.refund, failures: 0 });
}
