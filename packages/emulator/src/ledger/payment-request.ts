import type { Order } from "./order.ts";

/** A shop asks a linked customer for money; she pays or declines in her wallet. Times are epoch seconds. */
export interface PaymentRequest {
  /** The wallet's own name for it. */
  readonly requestId: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly merchantPaymentId: string;
  readonly customerId: string;
  readonly userAuthorizationId: string;
  readonly amount: number;
  readonly order: Order;
  readonly requestedAt: number;
  readonly createdAt: number;
  readonly expiryDate: number;
  answer: "none" | "paid" | "declined" | "withdrawn";
}

export type PaymentRequestState = "open" | "paid" | "declined" | "withdrawn" | "expired";

export function paymentRequestState(request: PaymentRequest, now: number): PaymentRequestState {
  if (request.answer !== "none") return request.answer;
  return now >= request.expiryDate ? "expired" : "open";
}
