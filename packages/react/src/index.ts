export type {
  AccountLinkOutcome,
  AccountView,
  Currency,
  DeclineReason,
  KaikeiErrorCode,
  NextAction,
  PaymentGrant,
  PaymentStatus as PaymentStatusName,
  PaymentView,
} from "@kaikei/server/contract";
export type { AccountPhase, AccountState } from "./account-state.ts";
export type { Appearance, AppearanceVariable, AppearanceVariables } from "./appearance.ts";
export { useCheckoutContext } from "./checkout-context.ts";
export type { LinkOptions } from "./hooks/use-account.ts";
export { type Checkout, type UseCheckoutOptions, useCheckout } from "./hooks/use-checkout.ts";
export { type LinkedAccount, useLinkedAccount } from "./hooks/use-linked-account.ts";
export { type FollowedPayment, type UsePaymentOptions, usePayment } from "./hooks/use-payment.ts";
export {
  type OrderOnPage,
  type StartOptions,
  type StartPayment,
  type StartState,
  useStartPayment,
} from "./hooks/use-start-payment.ts";
export type { Theme } from "./kaikei-context.ts";
export { KaikeiProvider, type KaikeiProviderProps } from "./kaikei-provider.tsx";
export type { MessageKey, Messages } from "./messages/messages.ts";
export type { PaymentPhase, PaymentState } from "./payment-state.ts";
export { LinkAccountButton, type LinkAccountButtonProps } from "./tags/link-account-button.tsx";
export { PaymentReceipt, type PaymentReceiptProps } from "./tags/payment-receipt.tsx";
export { PaymentStatus, type PaymentStatusProps } from "./tags/payment-status.tsx";
export { PayPayButton, type PayPayButtonProps } from "./tags/paypay-button.tsx";
export { PayPayKiosk, type PayPayKioskProps } from "./tags/paypay-kiosk.tsx";
export { PayPayQr, type PayPayQrProps } from "./tags/paypay-qr.tsx";
export type { PaymentReference } from "./wire/client.ts";
export type { PaymentProblem, ProblemCode, ProblemKind } from "./wire/problem.ts";
