import type { Observation } from "../../domain/observation.ts";
import type { Payment } from "../../domain/payment.ts";
import { KaikeiError } from "../../errors.ts";
import type { AccountProvider, Outcome, PaymentProvider, RefundIntent } from "../../provider.ts";
import type { CreatedCode, RefundDetails } from "./answer-schemas.ts";
import { createCashbackCalls } from "./cashback.ts";
import { createCharges } from "./charges.ts";
import type { PayPayClient } from "./client.ts";
import { createCodeRequest } from "./create-code-request.ts";
import { readDailyFile } from "./daily-file.ts";
import { createHolds } from "./holds.ts";
import { parseJson } from "./json.ts";
import { readNotification } from "./notification.ts";
import { observe } from "./observe.ts";
import { planUndo, refundWindow } from "./plan-undo.ts";
import { createCodeSchema } from "./request-schemas.ts";
import { contradiction, isSameAmount, problem, translate } from "./translate.ts";

/**
 * PayPay names no life of a code; the common belief is five minutes. Being wrong in this direction only means
 * watching longer.
 */
const assumedCodeLifeMs = 10 * 60_000;

/** Translates between Kaikei's words and PayPay's calls; decides and stores nothing. */
export function createPayPayProvider(client: PayPayClient, accounts?: AccountProvider): PaymentProvider {
  const { environment, merchantId } = client;

  /**
   * A row of another merchant or environment must not be asked about here: "not found" would be said of a paid
   * one.
   */
  function foreign(payment: Payment): Outcome<never> | null {
    if (payment.environment === environment && payment.merchant === merchantId) return null;
    const message = `The payment belongs to PayPay's ${payment.environment} environment or to another merchant; this client serves ${environment}. Nothing was sent.`;
    return { kind: "not_sent", problem: problem("invalid_request", message) };
  }

  const charges = createCharges(client);

  return {
    name: "paypay",
    environment,
    merchant: merchantId,
    assumedCodeLifeMs,
    prepare: (intent) => (intent.method === "code" ? createCodeRequest(intent) : charges.prepare(intent)),
    scopeOf: charges.scopeOf,

    async begin(call) {
      const { payment, request, signal } = call;
      if (payment.method !== "code") return foreign(payment) ?? charges.begin(call);
      const { id: paymentId } = payment;
      const asked = readStoredRequest(request, paymentId);
      const outcome = await client.codes.createSerialized(request, { signal });
      return translate(outcome, (code) => {
        const sameId = code.merchantPaymentId === null || code.merchantPaymentId === paymentId;
        return sameId && isSameAmount(code.amount, asked.amount) ? observeCode(code) : null;
      });
    },

    async inspect(call) {
      const { payment, signal } = call;
      const refusal = foreign(payment);
      if (refusal) return refusal;
      if (payment.method !== "code") return charges.inspect(call);
      const outcome = await client.codes.payment({ merchantPaymentId: payment.id }, { signal });
      if (isNothingPaid(outcome)) return translate({ kind: "done", value: null }, observe);
      return translate(outcome, (details) => {
        const sameId = details.merchantPaymentId === null || details.merchantPaymentId === payment.id;
        return sameId ? observe(details) : null;
      });
    },

    async cancel(call) {
      const { payment, signal } = call;
      const refusal = foreign(payment);
      if (refusal) return refusal;
      if (payment.method !== "code") return charges.cancel(call);
      if (payment.providerCodeId === null) {
        const message = "The code was never learned, so there is nothing to delete. Nothing was sent.";
        return { kind: "declined", problem: problem("not_found", message) };
      }
      const outcome = await client.codes.delete({ codeId: payment.providerCodeId }, { signal });
      // A code that is gone cannot be paid, which is all that was wanted.
      if (outcome.kind === "declined" && outcome.problem.code === "DYNAMIC_QR_NOT_FOUND") return done;
      return outcome.kind === "done" || outcome.kind === "accepted" ? { ...outcome, value: null } : outcome;
    },

    planUndo,
    refundWindow,
    holds: createHolds(client, foreign),

    async reverse({ payment, signal }) {
      const refusal = foreign(payment);
      if (refusal) return refusal;
      return client.payments.cancel({ merchantPaymentId: payment.id }, { signal });
    },

    async refund({ intent, signal }) {
      const { refundId: merchantRefundId, providerPaymentId: paymentId, amount, reason } = intent;
      const requestedAt = Math.floor(intent.requestedAt.getTime() / 1000);
      const outcome = await client.refunds.create(
        { merchantRefundId, paymentId, amount, requestedAt, ...(reason !== null && { reason }) },
        { signal },
      );
      return translateRefund(outcome, intent);
    },

    async inspectRefund({ intent, signal }) {
      const { refundId: merchantRefundId, providerPaymentId: paymentId } = intent;
      return translateRefund(await client.refunds.get({ merchantRefundId, paymentId }, { signal }), intent);
    },

    cashback: createCashbackCalls(client.cashback),

    readNotification,
    ...(accounts && { accounts }),

    readFile: readDailyFile,
  };
}

const done: Outcome<null> = { kind: "done", value: null };

function readStoredRequest(request: string, paymentId: string) {
  const stored = createCodeSchema.safeParse(parseJson(request));
  if (stored.success && stored.data.merchantPaymentId === paymentId) return stored.data;
  throw new KaikeiError(
    "invalid_request",
    "The stored request is not one for this payment. Nothing was sent.",
  );
}

function observeCode(code: CreatedCode): Observation {
  return {
    status: "pending",
    code: {
      nextAction: { kind: "scan_qr", url: code.url, deepLink: code.deeplink },
      expiresAt: new Date(code.expiryDate * 1000),
      providerCodeId: code.codeId,
    },
  };
}

function isNothingPaid(outcome: Outcome<unknown>): boolean {
  return outcome.kind === "declined" && outcome.problem.code === "DYNAMIC_QR_PAYMENT_NOT_FOUND";
}

function translateRefund(outcome: Outcome<RefundDetails>, intent: RefundIntent): Outcome<null> {
  if (outcome.kind !== "done" && outcome.kind !== "accepted") return outcome;
  const { amount, status, merchantRefundId } = outcome.value;
  const sameId = merchantRefundId === null || merchantRefundId === intent.refundId;
  if (!sameId || !isSameAmount(amount, intent.amount)) return contradiction;
  // CREATED and REFUND_FAILED too are accepted for good: PayPay goes on until the money is back.
  return status === "REFUNDED" ? done : { kind: "accepted", value: null };
}
