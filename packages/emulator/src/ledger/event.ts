import type { Payment } from "./payment.ts";

/** A change that PayPay tells the shop of. Refunds and cancels are not among them. */
export type TransactionEvent =
  | { readonly kind: "authorized"; readonly payment: Payment; readonly reauthorizeId: string | null }
  | { readonly kind: "completed"; readonly payment: Payment }
  | { readonly kind: "reverted"; readonly payment: Payment }
  | { readonly kind: "expired"; readonly payment: Payment }
  | {
      readonly kind: "approval_lapsed";
      readonly payment: Payment;
      readonly reauthorizeId: string | null;
      readonly until: number;
    };
