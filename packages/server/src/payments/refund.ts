import { z } from "zod";
import { largestAmount } from "../domain/money.ts";
import { backOffMs, type Operation } from "../domain/operation.ts";
import type { Payment } from "../domain/payment.ts";
import { KaikeiError } from "../errors.ts";
import type { Outcome, RefundIntent } from "../provider.ts";
import { claimForCall } from "../store/look-claims.ts";
import { insertRefund, settleOperation } from "../store/operation-store.ts";
import { getPayment } from "../store/payment-store.ts";
import { claimTimes, type PaymentContext, providerOf } from "./context.ts";
import { refresh } from "./refresh.ts";

export const refundInputSchema = z.strictObject({
  /** The payment's id. */
  payment: z.string().min(1),
  /** Minor units (yen). Default: all that is left. */
  amount: z.int().min(1).max(largestAmount).optional(),
  /** Kept in the record and sent to the provider; no personal data. */
  reason: z.string().max(255).optional(),
  /** The shop's own name for this intended refund: asking again with it returns the earlier one. */
  key: z.string().min(1).max(200).optional(),
});
export type RefundInput = z.input<typeof refundInputSchema>;

/** An accepted refund is looked at again after this; the provider needs seconds to hours. */
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
  const { operation, fresh } = await insertRefund(ctx.db, {
    id: ctx.newId("ref"),
    payment: parsed.data.payment,
    amount: parsed.data.amount ?? null,
    reason: parsed.data.reason ?? null,
    key: parsed.data.key ?? null,
    now,
    leaseUntil,
  });
  if (!fresh) return operation;
  const { payment, intent } = await refundIntent(ctx, operation);
  const outcome = await providerOf(ctx, payment).refund({ intent });
  return settle(ctx, { operation, outcome, failures: 0, declineIsFinal: true });
}

/** Follows a refund that is not final: looks first, and asks again with the same id where it certainly did not happen. */
export async function followRefund(
  ctx: PaymentContext,
  { operation, failures }: { operation: Operation; failures: number },
): Promise<Operation> {
  const { payment, intent } = await refundIntent(ctx, operation);
  const provider = providerOf(ctx, payment);
  const seen = await provider.inspectRefund({ intent });
  const didNotHappen = seen.kind === "declined" && seen.problem.reason === "not_found";
  if (!didNotHappen) return settle(ctx, { operation, outcome: seen, failures, declineIsFinal: false });
  const outcome = await provider.refund({ intent });
  // It was looked up a moment ago and was not there: the refusal is of the only request there is.
  return settle(ctx, { operation, outcome, failures, declineIsFinal: true });
}

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

async function settle(
  ctx: PaymentContext,
  input: { operation: Operation; outcome: Outcome<null>; failures: number; declineIsFinal: boolean },
): Promise<Operation> {
  const { operation, outcome } = input;
  const soon = (ms: number) => new Date(ctx.clock().getTime() + ms);
  const again = (status: Operation["status"]) =>
    settleOperation(ctx.db, operation.id, {
      status,
      problem: null,
      nextLookAt: soon(backOffMs(input.failures + 1)),
      failures: input.failures + 1,
    });
  switch (outcome.kind) {
    case "done": {
      const settled = await settleOperation(ctx.db, operation.id, {
        status: "done",
        problem: null,
        nextLookAt: null,
        failures: 0,
      });
      await lookAtPayment(ctx, operation.payment);
      return settled;
    }
    case "accepted":
      return settleOperation(ctx.db, operation.id, {
        status: "accepted",
        problem: null,
        nextLookAt: soon(acceptedLookMs),
        failures: 0,
      });
    case "not_sent":
    case "unknown":
    case "action_required":
      return again(operation.status === "accepted" ? "accepted" : "uncertain");
    case "declined": {
      const passing = ["rate_limited", "maintenance", "unauthorized"].includes(outcome.problem.reason);
      if (passing || !input.declineIsFinal) return again(operation.status);
      ctx.logger.warn(
        { refund: operation.id, payment: operation.payment, code: outcome.problem.code },
        "the provider declined a refund",
      );
      return settleOperation(ctx.db, operation.id, {
        status: "declined",
        problem: outcome.problem.code ?? outcome.problem.reason,
        nextLookAt: null,
        failures: 0,
      });
    }
  }
}

/** The record of what was captured and given back is changed by looking, never by a refund's own answer. */
async function lookAtPayment(ctx: PaymentContext, payment: string): Promise<void> {
  const claim = await claimForCall(ctx.db, { id: payment }, claimTimes(ctx));
  if (claim !== null) await refresh(ctx, claim);
}
