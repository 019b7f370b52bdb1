import { z } from "zod";
import type { ChargeDoubt } from "./charge-doubt.ts";
import type { DeclineReason } from "./decline.ts";
import type { Money } from "./money.ts";

/** Where a payment stands, in the same words for every provider. */
export const paymentStatusSchema = z.enum([
  /** We have written down that we want it; the provider may or may not know of it. */
  "created",
  /** The shopper can pay it. */
  "pending",
  /** The money is held and can be captured. */
  "authorized",
  /** The money is ours. */
  "completed",
  /** Ended by somebody before it was paid, or reversed in full at the provider afterwards. */
  "canceled",
  /** Its time ran out unpaid. */
  "expired",
  /** The provider refused it. */
  "failed",
]);
export type PaymentStatus = z.infer<typeof paymentStatusSchema>;

/** A live payment occupies its order: while there is one, no second code is made. */
export const liveStatuses = ["created", "pending", "authorized"] as const satisfies readonly PaymentStatus[];

export function isLive(status: PaymentStatus): boolean {
  return liveStatuses.some((live) => live === status);
}

/** What the shopper has to do next. */
export const nextActionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("scan_qr"),
    /** The text of the QR code, and the address that opens it on the phone that shows it. */
    url: z.url(),
    /** An address that opens the wallet app directly, where the provider gives one. */
    deepLink: z.string().nullable(),
  }),
  /** She has to allow something in her wallet: a higher amount than was held. */
  z.strictObject({
    kind: z.literal("approve"),
    /** Where she does it; null when her wallet asks her by itself. */
    url: z.url().nullable(),
    /** Epoch milliseconds after which it is too late; null when that is not known. */
    until: z.number().nullable(),
  }),
  /** A request for the money waits in her wallet app; there is no address for it. */
  z.strictObject({ kind: z.literal("open_wallet"), until: z.number().nullable() }),
]);
export type NextAction = z.infer<typeof nextActionSchema>;

/** How a payment is paid. */
export const paymentMethodSchema = z.enum([
  /** The shopper scans a code or opens the wallet's app. */
  "code",
  /** She is here, and the account that she has linked is charged. */
  "linked_account",
  /** The linked account is charged without her, as she agreed to when she linked it. */
  "recurring",
  /** She is asked in her wallet, and pays when she likes. */
  "request",
]);
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;

/** Whether money is taken at once, or held until the shop captures it. */
export const captureModeSchema = z.enum(["automatic", "manual"]);
export type CaptureMode = z.infer<typeof captureModeSchema>;

/** Which payment of an order the shop was told about. */
export const fulfilmentSchema = z.enum([
  /** The first paid one: the order is fulfilled by it. */
  "fulfilling",
  /** The order was paid already when this one was. */
  "duplicate",
  /** It had fulfilled the order, and all of its money has gone back since: the order may be paid again. */
  "undone",
]);
export type Fulfilment = z.infer<typeof fulfilmentSchema>;

/** Why a person has to look at a payment. */
export const attentionSchema = z.enum([
  /** The provider speaks of another amount, currency or payment than we asked for. */
  "mismatch",
  /** The order had been paid already. */
  "duplicate",
  /** Long after its time was over, looks still bring no answer: nobody knows whether it was paid. */
  "unanswered",
  /** The shop's hook keeps failing. */
  "delivery_failing",
  /** A refund or cancel has been open for a day: ask the provider what became of it. */
  "operation_stuck",
  /** The provider's file of a day says otherwise, and the provider, asked about this payment, says what we say. */
  "file_differs",
]);
export type Attention = z.infer<typeof attentionSchema>;

/** One attempt to pay one order. */
export interface Payment {
  /** Ours, random, and the provider's `merchantPaymentId`. */
  id: string;
  /** The shop's name of the order. */
  order: string;
  provider: string;
  environment: string;
  /** The provider's id of the merchant who is paid. */
  merchant: string;
  status: PaymentStatus;
  method: PaymentMethod;
  captureMode: CaptureMode;
  /** The shop's own id of who pays; null where nobody had to be known. */
  customer: string | null;
  /** Which link to an account is charged. */
  accountLink: string | null;
  /** The shopper was asked whether she means a second, similar payment, and said yes. */
  agreedToSimilar: boolean;
  ordered: Money;
  /** What the shop called the order's contents when it was priced. */
  revision: string | null;
  /** Amounts in the minor unit of `ordered.currency`. */
  authorized: number;
  captured: number;
  refunded: number;
  /** The provider's own id, known once the shopper has paid. */
  providerPaymentId: string | null;
  /** The provider's id of the code that the shopper scans, known once there is one. */
  providerCodeId: string | null;
  nextAction: NextAction | null;
  /** When the shopper can no longer pay, in our knowledge. */
  expiresAt: Date | null;
  /** Until when held money can be captured. */
  holdExpiresAt: Date | null;
  /** Why it was refused, of a `failed` one; null as well where it failed for no reason of hers, and may go through another time. */
  declineReason: DeclineReason | null;
  /** Paid after we had closed it. */
  late: boolean;
  /** A call was made whose outcome we have not learned yet. */
  uncertain: boolean;
  /** Of an account that is charged or asked for money: what is known while the outcome is not. */
  doubt: ChargeDoubt | null;
  /** Its address was never learned, so it was never shown; no longer live, still watched. */
  abandoned: boolean;
  /** The order's price or revision has changed since. */
  stale: boolean;
  /** We are withdrawing its code, or letting its hold go, and do not know yet that it is over. */
  retiring: boolean;
  fulfilment: Fulfilment | null;
  attention: Attention | null;
  createdAt: Date;
  paidAt: Date | null;
  closedAt: Date | null;
  /** Rises by one with each change. */
  version: number;
}
