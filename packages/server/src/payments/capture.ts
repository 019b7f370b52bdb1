import { z } from "zod";
import { captureIdOf, reauthorizeIdOf, stepOfCapture } from "../domain/hold-operation.ts";
import { largestAmount } from "../domain/money.ts";
import { isFinal, type Operation } from "../domain/operation.ts";
import { KaikeiError } from "../errors.ts";
import { describeError } from "../logger.ts";
import { getPayment } from "../store/find-payments.ts";
import { claimAsking, insertCapture } from "../store/hold-store.ts";
import { listOperations, settleOperation } from "../store/operation-store.ts";
import { claimTimes, type PaymentContext } from "./context.ts";
import { type Due, holdsOf, lookAtHold, readAnswer, showApproval, whileAwaiting } from "./hold-look.ts";
import { later } from "./later.ts";
import { followRaise } from "./reauthorize.ts";

export const captureInputSchema = z.strictObject({
  /** The payment's id. */
  payment: z.string().min(1),
  /** Minor units (yen), more or less than is held. Default: all that is held. What is not taken is let go. */
  amount: z.int().min(1).max(largestAmount).optional(),
  /** Kept in the record and sent to the provider, which may show it to the shopper; no personal data. */
  reason: z.string().max(255).optional(),
  /** The shop's own name for this capture: asking again with it returns the earlier one, also a declined one. */
  key: z.string().min(1).max(200).optional(),
});
export type CaptureInput = z.input<typeof captureInputSchema>;

/**
 * Takes held money. Written down before the provider is asked, so that a lost answer or a crash leads to a look. More
 * than is held has to be allowed by the shopper first: the capture is `awaiting_shopper` with the `url` to send her to,
 * and goes on by itself once she has.
 *
 * @throws KaikeiError `invalid_request`, `payment_not_found`, `payment_not_capturable`, `idempotency_conflict`,
 * `not_supported`.
 */
export async function capturePayment(ctx: PaymentContext, input: CaptureInput): Promise<Operation> {
  const parsed = captureInputSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new KaikeiError("invalid_request", `${issue?.path.join(".")}: ${issue?.message}`);
  }
  const { payment, amount = null, reason = null, key = null } = parsed.data;
  holdsOf(ctx, await getPayment(ctx.db, payment));
  const capture = { id: ctx.newId("cap"), payment, amount, reason, key };
  const { operation, fresh } = await insertCapture(ctx.db, { ...capture, ...claimTimes(ctx) });
  return fresh ? followCapture(ctx, { operation, failures: 0 }) : operation;
}

/** Follows a capture that is not over, and before it the reauthorization that it may need. */
export async function followCapture(ctx: PaymentContext, due: Due): Promise<Operation> {
  const raise = await raiseOf(ctx, due.operation);
  if (raise === null || isFinal(raise.status)) return onward(ctx, due);
  const capture = await followRaise(ctx, { raise, capture: due });
  return capture.status === "requested" && isFinal((await raiseOf(ctx, capture))?.status ?? "requested")
    ? onward(ctx, { operation: capture, failures: 0 })
    : capture;
}

async function raiseOf(ctx: PaymentContext, { id, payment }: Operation): Promise<Operation | null> {
  const earlier = await listOperations(ctx.db, payment);
  return earlier.find((each) => each.id === reauthorizeIdOf(id)) ?? null;
}

function onward(ctx: PaymentContext, due: Due): Promise<Operation> {
  return due.operation.status === "requested" ? ask(ctx, due) : look(ctx, due);
}

async function ask(ctx: PaymentContext, { operation, failures }: Due): Promise<Operation> {
  const asked = await claimAsking(ctx.db, operation, claimTimes(ctx));
  if (asked === null) return operation;
  const payment = await getPayment(ctx.db, operation.payment);
  const holds = holdsOf(ctx, payment);
  const outcome = await holds.capture({
    intent: {
      id: captureIdOf(asked),
      payment,
      amount: { amount: operation.amount, currency: payment.ordered.currency },
      reason: operation.reason,
      requestedAt: asked.askedAt,
    },
  });
  const answer = readAnswer(outcome);
  switch (answer.kind) {
    case "not_acted":
      return settleOperation(ctx.db, operation.id, {
        ...later(ctx, failures, answer.problem),
        status: "requested",
      });
    case "awaits_shopper":
      return awaitShopper(ctx, { operation: asked, failures: 0 }, answer.url);
    case "accepted":
      return lookAfter(ctx, {
        failures,
        operation: await settleOperation(ctx.db, operation.id, {
          ...later(ctx, failures, null),
          status: "accepted",
        }),
      });
    case "unknown":
    case "refused": {
      const { code, reason, requestId } = answer.problem;
      const problem = answer.kind === "refused" ? (code ?? reason) : null;
      if (problem !== null) {
        ctx.logger.warn(
          { capture: operation.id, payment: payment.id, code: problem, requestId },
          "the provider refused a capture",
        );
      }
      return lookAfter(ctx, {
        failures,
        operation: await settleOperation(ctx.db, operation.id, {
          ...later(ctx, failures, answer.problem),
          problem,
        }),
      });
    }
  }
}

async function lookAfter(ctx: PaymentContext, due: Due): Promise<Operation> {
  try {
    return await look(ctx, due);
  } catch (error) {
    // The capture itself stands; its next look is due and will be made by the next pass.
    ctx.logger.error(
      { payment: due.operation.payment, error: describeError(error) },
      "a look after a capture failed",
    );
    return due.operation;
  }
}

async function look(ctx: PaymentContext, due: Due): Promise<Operation> {
  const { operation, failures } = due;
  const { step, problem } = await lookAtHold(ctx, operation, stepOfCapture);
  const { id } = operation;
  switch (step.kind) {
    case "done":
      return settleOperation(ctx.db, id, { ...over, status: "done", problem: null });
    case "declined":
    case "lapsed": {
      const why = step.kind === "declined" ? step.problem : null;
      const ended = await settleOperation(ctx.db, id, { ...over, status: step.kind, problem: why });
      await showApproval(ctx, ended);
      return ended;
    }
    case "awaits_shopper":
      return awaitShopper(ctx, due, operation.url);
    case "wait":
      return settleOperation(ctx.db, id, {
        absentSince: step.absentSince,
        nextLookAt: step.until,
        failures: 0,
      });
    case "ask":
      return ask(ctx, due);
    case "busy":
      return settleOperation(ctx.db, id, { ...later(ctx, 0, null), failures });
    case "ask_later":
      return settleOperation(ctx.db, id, {
        ...later(ctx, failures, problem),
        status: "requested",
        problem: null,
      });
    case "look_later":
      return settleOperation(ctx.db, id, later(ctx, failures, problem));
  }
}

/** Nothing is to be done about it any more. */
const over = { url: null, until: null, nextLookAt: null, failures: 0 } as const;

async function awaitShopper(
  ctx: PaymentContext,
  { operation, failures }: Due,
  url: string | null,
): Promise<Operation> {
  const payment = await getPayment(ctx.db, operation.payment);
  const until = operation.until ?? new Date(operation.askedAt.getTime() + holdsOf(ctx, payment).approvalMs);
  const waiting = await settleOperation(ctx.db, operation.id, {
    status: "awaiting_shopper",
    url,
    until,
    ...whileAwaiting(ctx, { until, failures }),
  });
  await showApproval(ctx, waiting);
  return waiting;
}
