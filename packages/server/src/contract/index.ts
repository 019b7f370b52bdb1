export type { AccountLinkOutcome, AccountLinkStart, AccountView, LinkEnd } from "./account-view.ts";
export type { ErrorView, KaikeiErrorCode } from "./error-view.ts";
export type {
  CaptureMode,
  Currency,
  DeclineReason,
  NextAction,
  PaymentGrant,
  PaymentMethod,
  PaymentStatus,
  PaymentView,
} from "./payment-view.ts";
