import type { RecordedCall, RunningEmulator } from "@kaikei/emulator";
import type pg from "pg";
import { z } from "zod";

// What both sides have written down, read once when all is quiet. Everything below works on this alone.

const time = z.date().transform((date) => date.getTime());
const amount = z.coerce.number();

const paymentSchema = z.object({
  id: z.string(),
  order: z.string(),
  status: z.string(),
  method: z.string(),
  customer: z.string().nullable(),
  captureMode: z.string(),
  ordered: amount,
  authorized: amount,
  captured: amount,
  refunded: amount,
  currency: z.string(),
  late: z.boolean(),
  abandoned: z.boolean(),
  stale: z.boolean(),
  declineReason: z.string().nullable(),
  fulfilment: z.string().nullable(),
  attention: z.string().nullable(),
  createdAt: time,
  closedAt: time.nullable(),
  nextLookAt: time.nullable(),
  version: z.number(),
});
const eventSchema = z.object({
  payment: z.string(),
  version: z.number(),
  kind: z.string(),
  status: z.string(),
  detail: z.unknown(),
});
const operationSchema = z.object({
  id: z.string(),
  payment: z.string(),
  kind: z.string(),
  amount,
  status: z.string(),
  requestedAt: time,
  nextLookAt: time.nullable(),
});

const cashbackSchema = z.object({
  id: z.string(),
  kind: z.string(),
  /** The cashback that a reversal takes back. */
  of: z.string().nullable(),
  key: z.string().nullable(),
  amount,
  status: z.string(),
  requestedAt: time,
  nextLookAt: time.nullable(),
});
const deliverySchema = z.object({
  id: z.string(),
  payment: z.string(),
  kind: z.string(),
  delivered: z.boolean(),
  nextAttemptAt: time.nullable(),
});
const toldSchema = z.object({
  order: z.string(),
  payment: z.string(),
  kind: z.string(),
  delivery: z.string(),
  /** As the payment stood when the hook heard of it. */
  authorized: amount,
  captured: amount,
});

export type OurPayment = z.infer<typeof paymentSchema>;
export type OurEvent = z.infer<typeof eventSchema>;
export type OurOperation = z.infer<typeof operationSchema>;
export type OurDelivery = z.infer<typeof deliverySchema>;
export type OurCashback = z.infer<typeof cashbackSchema>;
export type Told = z.infer<typeof toldSchema>;

/** A payment as PayPay has it. Amounts in yen, times in epoch milliseconds. */
export interface TheirPayment {
  id: string;
  status: string;
  /** In PayPay's words. */
  method: string;
  wallet: string;
  /** What was asked of it: to be taken, or held. */
  amount: number;
  isHold: boolean;
  captured: number;
  refunded: number;
  acceptedAt: number;
  /** What was taken of a hold, under the id that we gave it. */
  captures: readonly { id: string; amount: number; acceptedAt: number }[];
  /** That its hold was let go. */
  revert: { id: string; acceptedAt: number } | null;
}

/** Points as PayPay has them: given, or (`of`) taken back. */
export interface TheirCashback {
  id: string;
  of: string | null;
  amount: number;
  status: string;
  acceptedAt: number;
}

export interface Books {
  payments: readonly OurPayment[];
  events: readonly OurEvent[];
  operations: readonly OurOperation[];
  deliveries: readonly OurDelivery[];
  cashbacks: readonly OurCashback[];
  /** What the shop's hooks wrote down, one entry each time. */
  told: readonly Told[];
  /** The last price that the shop approved of each order, or what it approved to capture instead. */
  prices: ReadonlyMap<string, number>;
  /** The points that the shop means to give, by its own key. */
  gifts: ReadonlyMap<string, number>;
  /** Ids of payments and cashbacks that the kit says wait for a person. */
  forPeople: readonly string[];
  upstream: {
    payments: readonly TheirPayment[];
    codes: readonly { payment: string; codeId: string; createdAt: number }[];
    cashbacks: readonly TheirCashback[];
    /** What a customer was asked for in her wallet. */
    requests: readonly {
      id: string;
      amount: number;
      wallet: string;
      isHold: false;
      createdAt: number;
    }[];
    refunds: readonly { id: string; payment: string; amount: number; acceptedAt: number }[];
    calls: readonly RecordedCall[];
  };
  /** Payment ids that forged notifications spoke of. */
  forged: readonly string[];
  /** Log lines that hold a secret. */
  leaks: readonly string[];
  /** How servers ended that nobody killed. */
  crashes: readonly string[];
  pollIntervalMs: number;
}

export async function readOurBooks(
  pool: pg.Pool,
): Promise<Omit<Books, "upstream" | "forPeople" | "forged" | "leaks" | "crashes" | "pollIntervalMs">> {
  const rows = async <Row>(schema: z.ZodType<Row>, query: string) =>
    z.array(schema).parse((await pool.query(query)).rows);
  const named = z.object({ name: z.string(), amount });
  const prices = await rows(named, "select name, coalesce(approved, amount) as amount from shop.orders");
  const gifts = await rows(named, "select key as name, amount from shop.gifts");
  return {
    payments: await rows(
      paymentSchema,
      `select id, order_name as order, status, method, customer, capture_mode as "captureMode", ordered, authorized, captured, refunded, currency, late, abandoned, stale, decline_reason as "declineReason", fulfilment,
        attention, created_at as "createdAt", closed_at as "closedAt", next_look_at as "nextLookAt", version
        from kaikei.payments`,
    ),
    events: await rows(
      eventSchema,
      "select payment_id as payment, version, kind, status, detail from kaikei.payment_events order by id",
    ),
    operations: await rows(
      operationSchema,
      `select id, payment_id as payment, kind, amount, status, requested_at as "requestedAt",
        next_look_at as "nextLookAt" from kaikei.operations order by requested_at`,
    ),
    cashbacks: await rows(
      cashbackSchema,
      `select id, kind, "of", key, amount, status, requested_at as "requestedAt", next_look_at as "nextLookAt"
        from kaikei.cashbacks order by requested_at`,
    ),
    deliveries: await rows(
      deliverySchema,
      `select id, payment_id as payment, kind, delivered_at is not null as delivered,
        next_attempt_at as "nextAttemptAt" from kaikei.deliveries`,
    ),
    told: await rows(
      toldSchema,
      "select order_name as order, payment, kind, delivery, authorized, captured from shop.told order by id",
    ),
    prices: new Map(prices.map((price) => [price.name, price.amount])),
    gifts: new Map(gifts.map((gift) => [gift.name, gift.amount])),
  };
}

export function readTheirBooks({ control }: RunningEmulator): Books["upstream"] {
  const ledger = control.ledger();
  const ours = new Map(
    ledger.payments.map(({ paymentId, merchantPaymentId }) => [paymentId, merchantPaymentId]),
  );
  return {
    payments: ledger.payments.map(
      ({
        merchantPaymentId,
        status,
        method,
        customerId,
        amount: yen,
        isHold,
        captured,
        refunded,
        acceptedAt,
        captures,
        revert,
      }) => ({
        id: merchantPaymentId,
        status,
        method,
        wallet: customerId,
        amount: yen,
        isHold,
        captured,
        refunded,
        acceptedAt: acceptedAt * 1000,
        captures: captures
          .filter((capture) => capture.status === "COMPLETED")
          .map((capture) => ({
            id: capture.merchantCaptureId,
            amount: capture.amount,
            acceptedAt: (capture.acceptedAt ?? 0) * 1000,
          })),
        revert: revert && { id: revert.merchantRevertId, acceptedAt: revert.acceptedAt * 1000 },
      }),
    ),
    codes: ledger.codes.map(({ merchantPaymentId, codeId, createdAt }) => ({
      payment: merchantPaymentId,
      codeId,
      createdAt: createdAt * 1000,
    })),
    requests: ledger.requests.map(({ merchantPaymentId, amount: yen, customerId, createdAt }) => ({
      id: merchantPaymentId,
      amount: yen,
      wallet: customerId,
      isHold: false,
      createdAt: createdAt * 1000,
    })),
    cashbacks: [
      ...ledger.cashbacks.map((given) => ({ ...given, id: given.merchantCashbackId, of: null })),
      ...ledger.cashbackReversals.map((reversal) => ({
        ...reversal,
        id: reversal.merchantCashbackReversalId,
        of: reversal.merchantCashbackId,
      })),
    ].map(({ id, of, amount: yen, status, acceptedAt }) => ({
      id,
      of,
      amount: yen,
      status,
      acceptedAt: acceptedAt * 1000,
    })),
    refunds: ledger.refunds.map(({ merchantRefundId, paymentId, amount: yen, acceptedAt }) => ({
      id: merchantRefundId,
      payment: ours.get(paymentId) ?? paymentId,
      amount: yen,
      acceptedAt: acceptedAt * 1000,
    })),
    calls: control.calls.list(),
  };
}
