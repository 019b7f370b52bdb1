export type { ErrorView, KaikeiErrorCode } from "./error-view.ts";
export type { Currency, NextAction, PaymentGrant, PaymentStatus, PaymentView } from "./payment-view.ts";
