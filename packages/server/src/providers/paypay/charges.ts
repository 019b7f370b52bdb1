import type { z } from "zod";
import type { Observation } from "../../domain/observation.ts";
import type { Payment } from "../../domain/payment.ts";
import { KaikeiError } from "../../errors.ts";
import type { BeginIntent, Outcome, PaymentProvider } from "../../provider.ts";
import type { PaymentDetails, PendingPaymentDetails } from "./answer-schemas.ts";
import type { PayPayClient } from "./client.ts";
import { declineReasonOf } from "./decline-reasons.ts";
import { parseJson } from "./json.ts";
import { observe } from "./observe.ts";
import {
  continuousPaymentSchema,
  createPaymentSchema,
  createPendingPaymentSchema,
  preauthorizeSchema,
} from "./request-schemas.ts";
import { shorten } from "./shorten.ts";
import { isSameAmount, translate } from "./translate.ts";

/** What of `PaymentProvider` is different for a payment that a linked account is charged, or asked for. */
type Charges = Pick<Required<PaymentProvider>, "prepare" | "begin" | "inspect" | "cancel" | "scopeOf">;

const withoutAuthorization = { userAuthorizationId: true } as const;

/** The stored bodies: what PayPay gets, but for what the account is charged with. */
const stored = {
  payment: createPaymentSchema.omit(withoutAuthorization),
  preauthorization: preauthorizeSchema.omit(withoutAuthorization),
  continuous: continuousPaymentSchema.omit(withoutAuthorization),
  request: createPendingPaymentSchema.omit(withoutAuthorization),
};

/** Payments that PayPay calls native, pre-authorized, continuous and pending. */
export function createCharges(client: PayPayClient): Charges {
  return {
    scopeOf: ({ method, captureMode }) => {
      const isHold = captureMode === "manual";
      switch (method) {
        case "linked_account":
          return isHold ? "preauth_capture_native" : "direct_debit";
        case "recurring":
          return isHold ? null : "continuous_payments";
        case "request":
          return isHold ? null : "pending_payments";
      }
    },

    prepare: (intent) => {
      const request = schemaOf(intent).safeParse({
        merchantPaymentId: intent.paymentId,
        amount: intent.amount,
        requestedAt: seconds(intent.requestedAt),
        ...(intent.description !== null && { orderDescription: shorten(intent.description) }),
        ...(intent.holdUntil !== null &&
          intent.captureMode === "manual" && { expiresAt: seconds(intent.holdUntil) }),
        ...(intent.expiresAt !== null &&
          intent.method === "request" && { expiryDate: seconds(intent.expiresAt) }),
        ...(intent.agreedToSimilar &&
          intent.method === "linked_account" && { agreeSimilarTransaction: true }),
      });
      if (request.success) return JSON.stringify(request.data);
      const [issue] = request.error.issues;
      throw new KaikeiError(
        "invalid_request",
        `A PayPay charge: ${issue?.path.join(".")}: ${issue?.message}.`,
      );
    },

    async begin({ payment, request, authorization, signal }) {
      if (authorization === null)
        throw unusable("A linked account cannot be charged without its authorization");
      const options = { signal };
      const more = { userAuthorizationId: authorization };
      if (payment.method === "request") {
        const body = read(stored.request, request, payment);
        const outcome = await client.pendingPayments.create({ ...body, ...more }, options);
        return translate(explain(outcome), ({ merchantPaymentId, amount, expiryDate }) =>
          isOurs(payment, { merchantPaymentId, amount })
            ? waiting(payment, expiryDate ?? body.expiryDate ?? null)
            : null,
        );
      }
      const outcome = await sendCharge(client, { payment, request, authorization, options });
      return translate(explain(outcome), (details) =>
        isOurs(payment, details) ? observeCharge(details) : null,
      );
    },

    async inspect({ payment, signal }) {
      const named = { merchantPaymentId: payment.id };
      if (payment.method === "request") {
        const outcome = await client.pendingPayments.get(named, { signal });
        return translate(outcome, (details) =>
          isOurs(payment, { ...details, amount: null }) ? observeRequest(payment, details) : null,
        );
      }
      const outcome = await client.payments.get(named, { signal });
      return translate(outcome, (details) =>
        isOurs(payment, { ...details, amount: null }) ? observeCharge(details) : null,
      );
    },

    async cancel({ payment, signal }) {
      const named = { merchantPaymentId: payment.id };
      return payment.method === "request"
        ? client.pendingPayments.cancel(named, { signal })
        : client.payments.cancel(named, { signal });
    },
  };
}

function sendCharge(
  client: PayPayClient,
  {
    payment,
    request,
    authorization: userAuthorizationId,
    options,
  }: {
    payment: Payment;
    request: string;
    authorization: string;
    options: { signal: AbortSignal | undefined };
  },
): Promise<Outcome<PaymentDetails>> {
  if (payment.method === "recurring") {
    const body = read(stored.continuous, request, payment);
    return client.payments.continuous({ ...body, userAuthorizationId }, options);
  }
  if (payment.captureMode === "manual") {
    const body = read(stored.preauthorization, request, payment);
    return client.payments.preauthorize({ ...body, userAuthorizationId }, options);
  }
  const body = read(stored.payment, request, payment);
  return client.payments.create({ ...body, userAuthorizationId }, options);
}

function schemaOf({ method, captureMode }: Pick<BeginIntent, "method" | "captureMode">) {
  if (method === "request") return stored.request;
  if (method === "recurring") return stored.continuous;
  return captureMode === "manual" ? stored.preauthorization : stored.payment;
}

function read<Schema extends z.ZodType<{ merchantPaymentId: string }>>(
  schema: Schema,
  request: string,
  { id }: Payment,
): z.output<Schema> {
  const body = schema.safeParse(parseJson(request));
  if (body.success && body.data.merchantPaymentId === id) return body.data;
  throw unusable("The stored request is not one for this payment");
}

function unusable(what: string): KaikeiError {
  return new KaikeiError("invalid_request", `${what}. Nothing was sent.`);
}

/** A refusal, with why the account was not charged. */
function explain<Value>(outcome: Outcome<Value>): Outcome<Value> {
  if (outcome.kind !== "declined") return outcome;
  const decline = declineReasonOf(outcome.problem.code);
  return { ...outcome, problem: { ...outcome.problem, ...(decline !== null && { decline }) } };
}

function isOurs(
  { id, ordered }: Payment,
  { merchantPaymentId, amount }: Pick<PaymentDetails, "merchantPaymentId" | "amount">,
): boolean {
  return (merchantPaymentId === null || merchantPaymentId === id) && isSameAmount(amount, ordered);
}

/** A charge that PayPay calls FAILED, and that was never paid, it has refused. */
function observeCharge(details: PaymentDetails): Observation | null {
  const observation = observe(details);
  return observation?.status === "failed" ? { ...observation, declineReason: "refused" } : observation;
}

function observeRequest(payment: Payment, details: PendingPaymentDetails): Observation | null {
  const observation = observe(details);
  return observation?.status === "pending" ? waiting(payment, details.expiryDate) : observation;
}

/** PHP SDK: 21,601 s. */
const usualLifeMs = 6 * 3_600_000;

function waiting(payment: Payment, expiryDate: number | null): Observation {
  const expiresAt =
    expiryDate === null
      ? (payment.expiresAt ?? new Date(payment.createdAt.getTime() + usualLifeMs))
      : new Date(expiryDate * 1000);
  return {
    status: "pending",
    code: {
      nextAction: { kind: "open_wallet", until: expiresAt.getTime() },
      expiresAt,
      providerCodeId: null,
    },
  };
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
