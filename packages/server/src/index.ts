export type { BeginLinkInput, BegunLink } from "./accounts/begin.ts";
export type { GiveCashbackInput } from "./cashback/give.ts";
export type { ResolveCashbackInput } from "./cashback/resolve.ts";
export type { ReverseCashbackInput } from "./cashback/reverse.ts";
export type {
  AccountLinkOutcome,
  AccountLinkStart,
  AccountView,
  CaptureMode,
  Currency,
  ErrorView,
  NextAction,
  PaymentGrant,
  PaymentMethod,
  PaymentStatus,
  PaymentView,
} from "./contract/index.ts";
export type { AccountLink, LinkEnd, LinkStatus } from "./domain/account-link.ts";
export type { Cashback, CashbackKind } from "./domain/cashback.ts";
export type { ChargeDoubt } from "./domain/charge-doubt.ts";
export { type DeclineReason, type RetryAdvice, retryAdviceOf } from "./domain/decline.ts";
export type { Money } from "./domain/money.ts";
export type { Observation } from "./domain/observation.ts";
export type { Operation, OperationKind, OperationStatus } from "./domain/operation.ts";
export type { Attention, Fulfilment, Payment } from "./domain/payment.ts";
export { KaikeiError, type KaikeiErrorCode, kaikeiErrorCodes } from "./errors.ts";
export { createHandler, type HandlerContext } from "./http/handler.ts";
export { createKaikei, type Kaikei } from "./kaikei.ts";
export type { AccountOptions, KaikeiOptions, ProviderFactory, ProviderWiring } from "./kaikei-options.ts";
export type { Logger } from "./logger.ts";
export type { OpenKaikei } from "./open-kaikei.ts";
export type { CaptureInput } from "./payments/capture.ts";
export type { ChargeInput } from "./payments/charge.ts";
export type { Customer, IdentifyCustomer, PayableOrder, ResolveOrder } from "./payments/context.ts";
export type { Hook, Hooks, News } from "./payments/hooks.ts";
export type { GrantScope } from "./payments/payment-token.ts";
export type { ReconcileSummary } from "./payments/reconcile.ts";
export type { RefundInput } from "./payments/refund.ts";
export type { RequestInput } from "./payments/request.ts";
export type { UndoInput } from "./payments/undo.ts";
export type { Worker } from "./payments/worker.ts";
export type {
  AccountProvider,
  AuthorizationState,
  BeginIntent,
  CashbackCalls,
  CashbackIntent,
  CashbackState,
  FileContents,
  FileMovement,
  HoldCalls,
  HoldIntent,
  LinkIntent,
  LinkReturn,
  NotificationHint,
  Outcome,
  PaymentProvider,
  Problem,
  ProblemReason,
  ProviderCall,
  RefundIntent,
  ReversalIntent,
  UndoFacts,
  UndoPlan,
} from "./provider.ts";
export type { FileDifferenceKind } from "./reconcile-file/compare.ts";
export type { ReconciliationFileOptions } from "./reconcile-file/receive-file.ts";
export type { FileDifference, ReconcileFileReport } from "./reconcile-file/reconcile-file.ts";
export type { TrialHabit } from "./settings.ts";
export type { Database, DatabaseHandle } from "./store/database.ts";
