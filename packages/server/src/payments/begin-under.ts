import { usesAccount } from "../domain/charge.ts";
import { newDoubt } from "../domain/charge-doubt.ts";
import { isLive, type Payment } from "../domain/payment.ts";
import type { Problem } from "../provider.ts";
import type { Claim } from "../store/look-claims.ts";
import { flagPayment } from "../store/payment-store.ts";
import { type Begun, begin } from "./begin.ts";
import type { PaymentContext } from "./context.ts";
import { conclude, inspect } from "./inspect.ts";
import { isPassing, isPause, problemError } from "./problem-error.ts";
import { underClaim } from "./refresh.ts";

/** A pause of the provider's that ends this soon is waited for: the payment is asked for by the look after it. */
const shortPauseMs = 10_000;

/** A lost answer is asked for again within the same request when the first try took less than this. */
const quickRetryMs = 10_000;

type Tried = Begun | { kind: "changed"; payment: Payment; problem: null };

/**
 * Asks the provider for a payment that stands at `created`, under a claim that ends with it. Null: the order has changed
 * meanwhile, so look at it again.
 *
 * @throws KaikeiError `provider_*` when the provider certainly made nothing, and whoever started it has to be told.
 */
export async function beginUnder(
  ctx: PaymentContext,
  claim: Claim,
  first: { payment: Payment; repeat: boolean },
): Promise<Payment | null> {
  const isCharge = usesAccount(first.payment);
  const begun = await underClaim(ctx, claim, async (): Promise<Tried> => {
    const payment = first.payment.uncertain ? first.payment : await writeDown(ctx, first.payment);
    // Somebody changed it between our look and our claim; a call that is not written down first must not be made.
    if (!payment.uncertain || payment.retiring) return { kind: "changed", payment, problem: null };
    const startedAt = ctx.clock().getTime();
    const begun = await begin(ctx, { payment, repeat: first.repeat });
    if (begun.kind === "refused" && isCharge) return endIfToldOf(ctx, begun);
    if (begun.kind !== "unknown") return begun;
    // A charge is not asked for a second time before it is known that the first was in vain, but it may have gone through.
    if (isCharge) return lookOnce(ctx, begun);
    const again = ctx.clock().getTime() - startedAt < quickRetryMs;
    return again ? begin(ctx, { payment: begun.payment, repeat: true }) : begun;
  });
  return afterBegin(ctx, begun);
}

async function writeDown(ctx: PaymentContext, payment: Payment): Promise<Payment> {
  const now = ctx.clock();
  const flag = usesAccount(payment)
    ? ({ uncertain: true, doubt: newDoubt(now) } as const)
    : { uncertain: true };
  const written = await flagPayment(ctx.db, { payment, flag, now });
  // Another call's word that it goes on is not ours.
  return written.version === payment.version + 1 ? written : { ...written, uncertain: false };
}

async function lookOnce(ctx: PaymentContext, begun: Begun & { kind: "unknown" }): Promise<Tried> {
  const { payment } = await inspect(ctx, begun.payment);
  return payment.status === "created" ? { ...begun, payment } : { kind: "answered", payment, problem: null };
}

/**
 * The shopper is told now that it did not work, so it must not happen behind her back. A billing job's charge, and what is
 * asked in her wallet, is tried again: nobody is told anything yet.
 */
async function endIfToldOf(ctx: PaymentContext, begun: Begun & { kind: "refused" }): Promise<Tried> {
  const { payment, problem } = begun;
  const isTold = payment.method === "linked_account" && isLive(payment.status) && !endsSoon(problem);
  if (!isTold) return begun;
  const reason = problem.code ?? problem.reason;
  const closed = await conclude(ctx, payment, { status: "failed", reason });
  return { ...begun, payment: closed.payment };
}

function afterBegin(ctx: PaymentContext, begun: Tried): Payment | null {
  switch (begun.kind) {
    case "answered":
      return begun.payment;
    case "changed":
    case "abandoned":
      return null;
    case "unknown":
      ctx.logger.warn(
        { payment: begun.payment.id, reason: begun.problem.reason, requestId: begun.problem.requestId },
        "the outcome of starting a payment is unknown; it is being looked up",
      );
      return begun.payment;
    case "refused":
      return afterRefusal(begun);
  }
}

function afterRefusal({ payment, problem }: Begun & { kind: "refused" }): Payment {
  // That her account was not charged is what the payment says, and no error.
  const isDeclined = !isPassing(problem);
  if (usesAccount(payment) && (isDeclined || payment.method !== "linked_account")) return payment;
  if (endsSoon(problem)) return payment;
  throw problemError(problem);
}

function endsSoon(problem: Problem): boolean {
  const { reason, retryAfterMs } = problem;
  const passes = reason !== "unauthorized" && isPause(problem);
  return passes && retryAfterMs !== null && retryAfterMs <= shortPauseMs;
}
