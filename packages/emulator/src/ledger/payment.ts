import type { ResultName } from "../result-codes.ts";
import type { Order } from "./order.ts";

/** PayPay's own words. CREATED is what an unpaid code is called; it is no payment yet. */
export type PaymentStatus =
  | "AUTHORIZED"
  | "REAUTHORIZING"
  | "COMPLETED"
  | "REFUNDED"
  | "FAILED"
  | "CANCELED"
  | "EXPIRED";

/** How the money came: by a code, charged with an authorization once or again and again, or by a request. */
export type PaymentMethod = "code" | "native" | "continuous" | "request";

/** Money that a customer gave, or holds ready. Amounts are whole yen, times epoch seconds. */
export interface Payment {
  readonly paymentId: string;
  readonly merchantId: string;
  readonly merchantPaymentId: string;
  readonly method: PaymentMethod;
  readonly customerId: string;
  /** The authorization that was charged; null for a code. */
  readonly userAuthorizationId: string | null;
  readonly merchantName: string;
  readonly order: Order;
  readonly isHold: boolean;
  status: PaymentStatus;
  /** What was asked for: charged, or held. */
  amount: number;
  /** What the customer is short of at this moment. */
  taken: number;
  readonly requestedAt: number;
  readonly acceptedAt: number;
  completedAt: number | null;
  canceledAt: number | null;
  /** When an accepted cancel takes effect. */
  cancelDueAt: number | null;
  /** End of the hold. */
  readonly expiresAt: number | null;
  readonly captures: Capture[];
  revert: Revert | null;
  readonly reauthorizations: Reauthorization[];
  /** What the customer is asked to allow in the wallet. */
  approval: Approval | null;
  /** Why it never was one: a charge that PayPay refused and kept. */
  readonly refusedWith: ResultName | null;
}

export interface Capture {
  readonly merchantCaptureId: string;
  readonly amount: number;
  readonly orderDescription: string;
  readonly requestedAt: number;
  acceptedAt: number | null;
  readonly expiresAt: number | null;
  status: "USER_REQUESTED" | "COMPLETED";
}

export interface Revert {
  readonly merchantRevertId: string;
  readonly requestedAt: number;
  readonly acceptedAt: number;
  readonly reason: string | null;
}

export interface Reauthorization {
  readonly requestId: string;
  readonly updatedAmount: number;
  readonly requestedAt: number;
}

export type Approval =
  | { readonly kind: "capture"; readonly capture: Capture; readonly until: number }
  | {
      readonly kind: "reauthorize";
      readonly request: Reauthorization;
      readonly redirectUrl: string;
      readonly until: number;
    };

/** The amount that the customer would have allowed. */
export function approvalAmount(approval: Approval): number {
  return approval.kind === "capture" ? approval.capture.amount : approval.request.updatedAmount;
}

/** Undone as a whole: the customer has all of her money back. */
export function isUndone({ status }: Payment): boolean {
  return status === "FAILED" || status === "CANCELED" || status === "EXPIRED";
}

/** What the shop has of this payment: nothing while it is only held. */
export function capturedAmount(payment: Payment): number {
  if (payment.completedAt === null) return 0;
  return payment.captures.find((capture) => capture.status === "COMPLETED")?.amount ?? payment.amount;
}
