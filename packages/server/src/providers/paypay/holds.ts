import type { Payment } from "../../domain/payment.ts";
import type { HoldCalls, HoldIntent, Outcome } from "../../provider.ts";
import type { PayPayClient } from "./client.ts";
import { shorten } from "./shorten.ts";

const hour = 3_600_000;

/** What PayPay lets a shop do with held money. `foreign` refuses what belongs to another merchant. */
export function createHolds(
  client: PayPayClient,
  foreign: (payment: Payment) => Outcome<never> | null,
): HoldCalls {
  return {
    // PayPay's OpenAPI 2026-05: after that, EXPIRED_USER_CONFIRMATION.
    approvalMs: 6 * hour,

    async capture({ intent, signal }) {
      const refusal = foreign(intent.payment);
      if (refusal) return refusal;
      const { id: merchantCaptureId, payment, amount } = intent;
      const outcome = await client.payments.capture(
        {
          merchantPaymentId: payment.id,
          merchantCaptureId,
          amount,
          requestedAt: requestedAt(intent),
          orderDescription: describe(intent),
        },
        { signal },
      );
      return withoutValue(outcome);
    },

    async revert({ intent, signal }) {
      const refusal = foreign(intent.payment);
      if (refusal) return refusal;
      const { id: merchantRevertId, payment, reason } = intent;
      const paymentId = payment.providerPaymentId ?? "";
      const outcome = await client.payments.revert(
        { merchantRevertId, paymentId, requestedAt: requestedAt(intent), ...(reason !== null && { reason }) },
        { signal },
      );
      return withoutValue(outcome);
    },

    async reauthorize({ intent, returnUrl, signal }) {
      const refusal = foreign(intent.payment);
      if (refusal) return refusal;
      const { id: requestId, payment, amount, reason } = intent;
      const outcome = await client.payments.reauthorize(
        {
          requestId,
          paymentId: payment.providerPaymentId ?? "",
          updatedAmount: amount,
          requestedAt: requestedAt(intent),
          redirectUrl: returnUrl,
          redirectType: "WEB_LINK",
          // PayPay wants one to raise. The shop's server asks, so the shopper's browser is not known.
          userAgent: "Mozilla/5.0",
          ...(reason !== null && { merchantComment: reason }),
        },
        { signal },
      );
      return withoutValue(outcome);
    },
  };
}

function requestedAt(intent: HoldIntent): number {
  return Math.floor(intent.requestedAt.getTime() / 1000);
}

/** PayPay wants one line with each capture, and may show it to the shopper. */
function describe({ reason, payment }: HoldIntent): string {
  return shorten(reason ?? payment.order);
}

function withoutValue(outcome: Outcome<unknown>): Outcome<null> {
  return "value" in outcome ? { kind: outcome.kind, value: null } : outcome;
}
