import type { Logger } from "./logger.ts";
import type { IdentifyCustomer, ResolveOrder } from "./payments/context.ts";
import type { Hooks } from "./payments/hooks.ts";
import type { PaymentProvider, ProviderCall } from "./provider.ts";
import type { ReconciliationFileOptions } from "./reconcile-file/receive-file.ts";
import type { TrialHabit } from "./settings.ts";
import type { DatabaseHandle } from "./store/database.ts";

/** What Kaikei hands to a provider that it opens. */
export interface ProviderWiring {
  /** Wants to be told of each call, when it has ended. */
  onCall: (call: ProviderCall) => void;
}

/** Made by a provider's function, such as `paypay()`; called when Kaikei is opened. */
export type ProviderFactory = (wiring: ProviderWiring) => PaymentProvider;

export interface NotificationOptions {
  /**
   * Addresses and networks that providers send from, such as `203.0.113.7` or `2001:db8::/32`; others get 403. Needs
   * `trustedProxies`, since the address is read from `X-Forwarded-For`. Ask your provider for its list, and for how it
   * tells you of changes: a list that is out of date loses notifications, and payments are then found by polling.
   */
  allowFrom: readonly [string, ...string[]];
}

export interface AccountOptions {
  /**
   * What a customer who links her account is asked to allow, in the provider's words; ask for what you use. With PayPay
   * `direct_debit` pays with one tap, `continuous_payments` without her, `pending_payments` asks her for money,
   * `preauth_capture_native` holds money and `cashback` gives her points. Default `["direct_debit"]`.
   */
  scopes?: readonly [string, ...string[]];
}

export interface KaikeiOptions extends Hooks {
  /** The first one starts payments; the others go on watching theirs. */
  providers: readonly [ProviderFactory, ...ProviderFactory[]];
  resolveOrder: ResolveOrder;
  /**
   * Who of the shop's customers is signed in: whose account is linked and charged. Null: nobody. Without this option
   * nobody can link an account.
   */
  identifyCustomer?: IdentifyCustomer;
  accounts?: AccountOptions;
  /** `postgres://…`, a folder, or a function that opens a database which the shop shares. Default: `DATABASE_URL`, else the folder `.kaikei/database`. */
  database?: string | (() => DatabaseHandle | Promise<DatabaseHandle>);
  /** At least 32 characters; of several the first signs and all verify. Default: `KAIKEI_SECRET`, separated by commas. */
  secret?: string | readonly string[];
  /** At least 32 characters: what a cron job sends to `/reconcile`. Default `KAIKEI_CRON_SECRET`; without one the route is off. */
  cronSecret?: string;
  /** The shop's own address. Default: `KAIKEI_PUBLIC_URL`. */
  publicUrl?: string;
  /** Where the route file lives. Default `/api/kaikei`. */
  basePath?: string;
  /** Milliseconds between two looks at a payment that can be paid. Default 4500. */
  pollIntervalMs?: number;
  /**
   * Milliseconds that a hook may take before it counts as failed and is called again later. Default 60 seconds. So long, and
   * 15 seconds at most, `resolveOrder` may take when it is asked during a look.
   */
  hookTimeoutMs?: number;
  /** Milliseconds that a payment which ended unpaid is still watched for late money. Default 24 hours. */
  lateGraceMs?: number;
  /** Asked before a new payment is started; `false` stops new ones while those under way go on being watched. */
  acceptPayments?: () => boolean | Promise<boolean>;
  /** What becomes of a second payment of a paid order: it is given back, or only flagged for a person. Default `refund`. */
  duplicates?: "refund" | "flag";
  /** How many proxies before the server append to `X-Forwarded-For`. Default 0: the shopper's address is not known. */
  trustedProxies?: number;
  /** Who may tell us of payments. Default: anybody, since what they say moves nothing. */
  notifications?: NotificationOptions;
  /** Fetches the files of a day's movements that the provider announces. Default: none is fetched. */
  reconciliationFile?: ReconciliationFileOptions;
  /** Trial habits that are meant, with real money. */
  allowInProduction?: readonly TrialHabit[];
  /** pino-compatible. Default: warnings and errors as JSON on standard error. */
  logger?: Logger;
  /** Default: the system's clock. */
  clock?: () => Date;
}
