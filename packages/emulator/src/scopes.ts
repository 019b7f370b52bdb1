import { z } from "zod";

/** What a shopper can allow a shop to do. PayPay's words; two of its lists spell the one for its notification centre differently. */
export const scopes = [
  "direct_debit",
  "cashback",
  "get_balance",
  "quick_pay",
  "continuous_payments",
  "merchant_topup",
  "pending_payments",
  "user_notification",
  "user_topup",
  "user_profile",
  "preauth_capture_native",
  "preauth_capture_transaction",
  "push_notification",
  "notification_center_ob",
  "notification_center_og",
  "notification_center_ab",
  "notification_center_tl",
  "bank_registration",
] as const;

export const scopeSchema = z.enum(scopes);
export type Scope = z.infer<typeof scopeSchema>;
