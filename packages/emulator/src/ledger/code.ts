import type { Order } from "./order.ts";

/** A dynamic QR: a shop's demand that anybody may pay, once, until it expires. Times are epoch seconds. */
export interface Code {
  readonly codeId: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly merchantPaymentId: string;
  readonly amount: number;
  readonly order: Order;
  readonly isHold: boolean;
  /** When a hold made from this code ends, if the shop said so. */
  readonly holdUntil: number | null;
  readonly redirectUrl: string | null;
  /** The request exactly as it came: what "the same request again" is measured by. */
  readonly body: string;
  /** `data` of the answer to that request. */
  readonly answer: Readonly<Record<string, unknown>>;
  readonly url: string;
  readonly createdAt: number;
  readonly expiryDate: number;
  /** `expired` only where a test said so: time alone is asked of the clock, by `codeState`. */
  state: "open" | "paid" | "deleted" | "expired";
  /** Which virtual customers pressed Decline. PayPay tells the shop nothing of it. */
  readonly declinedBy: Set<string>;
}

/** What a shopper finds behind a code's address. */
export type CodeState = "open" | "paid" | "deleted" | "expired";

export function codeState(code: Code, now: number): CodeState {
  if (code.state !== "open") return code.state;
  return now >= code.expiryDate ? "expired" : "open";
}
