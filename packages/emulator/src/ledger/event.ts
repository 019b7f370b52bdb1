import type { Authorization } from "./authorization.ts";
import type { Customer } from "./customer.ts";
import type { LinkResult, LinkSession } from "./link-session.ts";
import type { Payment } from "./payment.ts";

/** A change that PayPay tells the shop of. Refunds and cancels are not among them. */
export type TransactionEvent =
  | { readonly kind: "authorized"; readonly payment: Payment; readonly reauthorizeId: string | null }
  | { readonly kind: "completed"; readonly payment: Payment }
  | { readonly kind: "reverted"; readonly payment: Payment }
  | { readonly kind: "expired"; readonly payment: Payment }
  | { readonly kind: "failed"; readonly payment: Payment }
  | {
      readonly kind: "approval_lapsed";
      readonly payment: Payment;
      readonly reauthorizeId: string | null;
      readonly until: number;
    };

/** A change of an account link. That one has grown too old is not among them. */
export type CustomerEvent =
  | {
      readonly kind: "link_succeeded";
      readonly session: LinkSession;
      readonly authorization: Authorization;
      readonly customer: Customer;
    }
  | { readonly kind: "link_failed"; readonly session: LinkSession; readonly result: LinkResult }
  | {
      readonly kind: "link_revoked" | "link_canceled" | "link_extended";
      readonly authorization: Authorization;
    };

/** A day's file can be fetched. */
export interface FileEvent {
  readonly kind: "file_created";
  readonly id: string;
  readonly fileKind: "transaction" | "preauth";
  readonly path: string;
}

/** Everything that PayPay tells a shop by itself. */
export type LedgerEvent = TransactionEvent | CustomerEvent | FileEvent;
