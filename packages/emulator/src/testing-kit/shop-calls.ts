import type { CallMatch } from "../control/matching.ts";

/** What a shop's server asks of PayPay, by name. */
export const shopCalls = {
  createCode: { method: "POST", path: "/v2/codes" },
  deleteCode: { method: "DELETE", path: "/v2/codes/" },
  /** How a code's payment stands. */
  lookAtCode: { method: "GET", path: "/v2/codes/payments/" },
  /** A linked account is charged: the whole path, because captures are below it. */
  charge: { method: "POST", path: "*/v2/payments" },
  lookAtCharge: { method: "GET", path: "/v2/payments/" },
  capture: { method: "POST", path: "/v2/payments/capture" },
  cancel: { method: "DELETE", path: "/v2/payments/" },
  refund: { method: "POST", path: "/v2/refunds" },
  lookAtRefund: { method: "GET", path: "/v2/refunds/" },
  /** Where a customer agrees to link her account. */
  beginLink: { method: "POST", path: "/v1/qr/sessions" },
  requestMoney: { method: "POST", path: "*/v1/requestOrder" },
} as const satisfies Record<string, CallMatch>;

/** A call by its name here, or by method and path: `{ method: "POST", path: "/v2/cashback" }`. */
export type ShopCall = keyof typeof shopCalls | CallMatch;

export function matchOf(call: ShopCall): CallMatch {
  return typeof call === "string" ? shopCalls[call] : call;
}
