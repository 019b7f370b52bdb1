/** Money given back of one payment. Times are epoch seconds. */
export interface Refund {
  readonly merchantId: string;
  readonly merchantRefundId: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly requestedAt: number;
  readonly acceptedAt: number;
  readonly reason: string | null;
  /** PayPay answers CREATED first; both words mean that it is accepted. */
  status: "CREATED" | "REFUNDED";
}
