export {
  connectTestPayPay,
  createTestPayPay,
  type InProcessPayPay,
  type RunningPayPay,
  startTestPayPay,
} from "./open-paypay.ts";
export type { Failure, PayPay } from "./paypay.ts";
export type { ShopCall } from "./shop-calls.ts";
export type { PaidPayment, Shopper } from "./shopper.ts";
