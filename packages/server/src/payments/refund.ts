import { z } from "zod";
import { largestAmount } from "../domain/money.ts";
import { backOffMs, type Operation, onAbsence } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import { describeError } from "../logger.ts";
import type { Outcome, PaymentProvider, RefundIntent } from "../provider.ts";
import { getPayment } from "../store/find-payments.ts";
import { hastenLook } from "../store/hasten-look.ts";
import { claimAsking } from "../store/hold-store.ts";
import { claimForCall } from "../store/look-claims.ts";
import { insertRefund, settleOperation } from "../store/operation-store.ts";
import { claimTimes, type PaymentContext, providerOf } from "./context.ts";
import { later } from "./later.ts";
import { isPassing } from "./problem-error.ts";
import { refresh } from "./refresh.ts";

export const refundInputSchema = z.strictObject({
  /** The payment's id. */
  payment: z.string().min(1),
  /** Minor units (yen). Default: all that is left. */
  amount: z.int().min(1).max(largestAmount).optional(),
  /** Kept in the record and sent to the provider; no personal data. */
  reason: z.string().max(255).optional(),
  /**
   * The shop's own name for this intended refund: asking again with it returns the earlier one. Give one: without it,
   * a call that failed on its way back to you and is made again gives back twice.
   */
  key: z.string().min(1).max(200).optional(),
});
export type RefundInput = z.input<typeof refundInputSchema>;

/** An accepted refund is looked at again after this, then ever more rarely; the provider needs seconds to hours. */
const acceptedLookMs = 60_000;

/**
 * Gives money back. The refund is written down before the provider is asked, so that a lost answer or a crash
 * leads to a look and never to a second refund.
 *
 * @throws KaikeiError `invalid_request`, `payment_not_found`, `payment_not_refundable`, `idempotency_conflict`.
 */
export async function refundPayment(ctx: PaymentContext, input: RefundInput): Promise<Operation> {
  const parsed = refundInputSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new KaikeiError("invalid_request", `${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { now, leaseUntil } = claimTimes(ctx);
  const { payment } = parsed.data;
  const provider = providerOf(ctx, await getPayment(ctx.db, payment));
  const { operation, fresh } = await insertRefund(ctx.db, {
    id: ctx.newId("ref"),
    payment,
    mustBeInTime: (paid) => refuseTooLate(provider, paid, now),
    amount: parsed.data.amount ?? null,
    reason: parsed.data.reason ?? null,
    key: parsed.data.key ?? null,
    now,
    leaseUntil,
  });
  if (!fresh) return operation;
  return ask(ctx, { operation, failures: 0 });
}

/**
 * The provider gives nothing back any more.
 *
 * @throws KaikeiError `payment_not_refundable`, which names the last day.
 */
export function refuseTooLate(provider: PaymentProvider, payment: Payment, now: Date): void {
  const window = provider.refundWindow?.(payment) ?? null;
  if (window === null || now < window.ends) return;
  throw new KaikeiError(
    "payment_not_refundable",
    `Payment ${payment.id} could be refunded until ${window.lastInWords}. Give the money back by another way.`,
  );
}

/** Follows a refund that is not final: looks, and asks again with the same id where it certainly did not happen. */
export async function followRefund(
  ctx: PaymentContext,
  due: { operation: Operation; failures: number },
): Promise<Operation> {
  const { operation } = due;
  if (operation.status === "requested") return ask(ctx, due);
  const { payment, intent } = await refundIntent(ctx, operation);
  const seen = await providerOf(ctx, payment).inspectRefund({ intent });
  if (seen.kind !== "declined") return settle(ctx, { ...due, outcome: seen });
  // That a look was refused says nothing about the refund.
  if (seen.problem.reason !== "not_found") {
    return settleOperation(ctx.db, operation.id, later(ctx, due.failures, seen.problem));
  }
  const step = onAbsence(operation, ctx.clock());
  switch (step.kind) {
    case "wait":
      return settleOperation(ctx.db, operation.id, {
        absentSince: step.absentSince,
        nextLookAt: step.until,
        failures: 0,
      });
    case "ask_again":
      return ask(ctx, due);
    case "declined":
      return finish(ctx, operation, "declined");
  }
}

/**
 * Asks the provider, after writing down that we do. Only whoever writes that down asks, and at once: what a process would
 * send that stood still meanwhile, others may have found declined, and the shop given back anew.
 */
async function ask(
  ctx: PaymentContext,
  { operation, failures }: { operation: Operation; failures: number },
): Promise<Operation> {
  const { payment, intent } = await refundIntent(ctx, operation);
  const asked = await claimAsking(ctx.db, operation, claimTimes(ctx));
  if (asked === null) return operation;
  if (ctx.clock().getTime() - asked.askedAt.getTime() > stoodStillMs) return asked;
  const outcome = await providerOf(ctx, payment).refund({ intent });
  if (outcome.kind === "not_sent") {
    // It stands as before the call: certainly not heard, unless an earlier request of the same id may have been.
    return settleOperation(ctx.db, operation.id, {
      status: operation.status,
      ...later(ctx, failures, outcome.problem),
    });
  }
  return settle(ctx, { operation: asked, outcome, failures });
}

const stoodStillMs = 15_000;

async function refundIntent(
  ctx: PaymentContext,
  operation: Operation,
): Promise<{ payment: Payment; intent: RefundIntent }> {
  const payment = await getPayment(ctx.db, operation.payment);
  if (payment.providerPaymentId === null) {
    throw new KaikeiError("payment_not_refundable", `Payment ${payment.id} has not been paid.`);
  }
  return {
    payment,
    intent: {
      refundId: operation.id,
      providerPaymentId: payment.providerPaymentId,
      amount: { amount: operation.amount, currency: payment.ordered.currency },
      reason: operation.reason,
      requestedAt: operation.requestedAt,
    },
  };
}

/** Writes down what an answer says. A refusal is kept, and is final once looks agree that there is nothing. */
async function settle(
  ctx: PaymentContext,
  { operation, outcome, failures }: { operation: Operation; outcome: Outcome<null>; failures: number },
): Promise<Operation> {
  switch (outcome.kind) {
    case "done":
      return finish(ctx, operation, "done");
    case "accepted":
      return settleOperation(ctx.db, operation.id, {
        status: "accepted",
        problem: null,
        nextLookAt: soon(ctx, Math.max(acceptedLookMs, backOffMs(failures + 1))),
        failures: failures + 1,
      });
    case "not_sent":
    case "unknown":
    case "action_required":
      return settleOperation(ctx.db, operation.id, later(ctx, failures, outcome.problem));
    case "declined": {
      const { problem } = outcome;
      if (isPassing(problem)) {
        return settleOperation(ctx.db, operation.id, later(ctx, failures, problem));
      }
      ctx.logger.warn(
        {
          refund: operation.id,
          payment: operation.payment,
          code: problem.code,
          requestId: problem.requestId,
        },
        "the provider refused a refund",
      );
      return settleOperation(ctx.db, operation.id, {
        ...later(ctx, failures, problem),
        problem: problem.code ?? problem.reason,
      });
    }
  }
}

/** What was captured and given back is learned by looking at the payment, never from a refund's own answer. */
async function finish(
  ctx: PaymentContext,
  operation: Operation,
  status: "done" | "declined",
): Promise<Operation> {
  const problem = status === "done" ? null : operation.problem;
  // First: once the refund is final nobody follows it, so that after a crash between the two nobody would look.
  await hastenLook(ctx.db, operation.payment, ctx.clock());
  const settled = await settleOperation(ctx.db, operation.id, {
    status,
    problem,
    nextLookAt: null,
    failures: 0,
  });
  try {
    const claim = await claimForCall(ctx.db, { id: operation.payment }, claimTimes(ctx));
    if (claim !== null) await refresh(ctx, claim);
  } catch (error) {
    // The refund itself stands; the look is due and will be made by the next pass.
    ctx.logger.error(
      { payment: operation.payment, error: describeError(error) },
      "a look after a refund failed",
    );
  }
  return settled;
}

function soon(ctx: PaymentContext, ms: number): Date {
  return new Date(ctx.clock().getTime() + ms);
}
