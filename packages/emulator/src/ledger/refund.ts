/** Money given back of one payment. Times are epoch seconds. */
export interface Refund {
  readonly merchantId: string;
  readonly merchantRefundId: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly requestedAt: number;
  readonly acceptedAt: number;
  readonly reason: string | null;
  /** All three mean that it is accepted: PayPay tries again until it is REFUNDED. */
  status: "CREATED" | "REFUND_FAILED" | "REFUNDED";
}
