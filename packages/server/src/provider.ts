import type { DeclineReason } from "./domain/decline.ts";
import type { Money } from "./domain/money.ts";
import type { Observation } from "./domain/observation.ts";
import type { CaptureMode, Payment, PaymentMethod } from "./domain/payment.ts";

/** What a provider's error means for us, whatever its own code is called. */
export type ProblemReason =
  /** No connection: not a byte of the request left. */
  | "unreachable"
  /** The answer did not come in time, was cut off, or cannot be read. */
  | "no_answer"
  /** The provider failed in a way that does not say whether it acted. */
  | "provider_error"
  | "rate_limited"
  | "maintenance"
  /** Not at this moment, and not acted on: the same may be asked again later. */
  | "not_yet"
  /** Key, secret, merchant id or clock are not accepted. */
  | "unauthorized"
  /** The merchant has no contract for this call. */
  | "out_of_scope"
  /** Our request breaks a rule; it will not be better next time. */
  | "invalid_request"
  /** The id was used before and the earlier result was not returned. */
  | "duplicate"
  | "not_found"
  | "already_paid"
  /** The shopper has to do something first. */
  | "shopper_action"
  /** The merchant has to do something first. */
  | "merchant_action"
  /** Refused for good for a reason that `code` names. */
  | "refused";

/** Why a call did not simply succeed. Holds no secret and no personal data, so it may be logged. */
export interface Problem {
  reason: ProblemReason;
  /** The provider's own code, where it gave one. */
  code: string | null;
  /** An English sentence: what happened, and what it means. */
  message: string;
  /** The provider's id of the call, to quote to its support. */
  requestId: string | null;
  /** How long the provider asks us to wait, in milliseconds. */
  retryAfterMs: number | null;
  /** Of a linked account that was not charged: why, where it is for a reason of hers, the merchant's or the provider's rules. */
  decline?: DeclineReason;
}

/**
 * How a call ended. `unknown` is an outcome of its own: the provider may have acted, and only looking tells.
 * `not_sent` is definite: no byte of the request left.
 */
export type Outcome<Value> =
  | { kind: "done"; value: Value }
  /** Taken on; it will happen, and looking tells when. */
  | { kind: "accepted"; value: Value }
  /** The shopper must approve first, at `url` where there is one. */
  | { kind: "action_required"; url: string | null; problem: Problem }
  | { kind: "declined"; problem: Problem }
  | { kind: "not_sent"; problem: Problem }
  | { kind: "unknown"; problem: Problem };

/** How one call to a provider went. Holds no secret, no address and nothing about a shopper, so it may be logged. */
export interface ProviderCall {
  /** `paypay` */
  provider: string;
  /** As the provider's client names it: `codes.create`. */
  endpoint: string;
  outcome: Outcome<unknown>["kind"];
  reason: ProblemReason | null;
  /** The provider's own code, where the call did not simply succeed. */
  code: string | null;
  /** Of the last answer; null when none came. */
  status: number | null;
  /** The provider's id of the call, to quote to its support. */
  requestId: string | null;
  /** From the first byte to the outcome, further attempts included. Milliseconds. */
  ms: number;
  /** How often it was sent. */
  attempts: number;
  /** The provider had closed the kept connection, and a new one was opened. */
  connectionRetried: boolean;
  /** Our clock was off, and was corrected by the provider's. */
  clockHealed: boolean;
  /** Another key pair than before was accepted. */
  keySwitched: boolean;
}

/** What `begin` needs to know. */
export interface BeginIntent {
  paymentId: string;
  amount: Money;
  /** One line that the shopper's wallet shows. */
  description: string | null;
  /** Where the wallet sends the shopper after paying. */
  returnUrl: string;
  method: PaymentMethod;
  captureMode: CaptureMode;
  /** Until when a hold is wanted; null: as long as the provider grants by itself. */
  holdUntil: Date | null;
  /** Until when a request can be paid; null: as long as the provider grants by itself. */
  expiresAt: Date | null;
  /** The shopper was asked whether she means a similar payment again, and said yes. */
  agreedToSimilar: boolean;
  /** The shopper's browser, as it presents itself; null when nobody is there. */
  shopper: { device: "phone" | "desktop"; userAgent: string | null; ipAddress: string | null };
  requestedAt: Date;
}

export interface RefundIntent {
  /** Ours, written down first; the provider knows a repeat by it. */
  refundId: string;
  providerPaymentId: string;
  amount: Money;
  reason: string | null;
  requestedAt: Date;
}

/** Points to be given to a customer, or to be taken back. */
export interface CashbackIntent {
  /** Ours, written down first. No second request is ever made with it. */
  cashbackId: string;
  amount: Money;
  /** One line, which the provider may show to her. */
  reason: string | null;
  requestedAt: Date;
}

export interface ReversalIntent extends CashbackIntent {
  /** The cashback that is taken back, in whole or in part. */
  of: string;
}

/** How the provider says that a cashback, or its reversal, stands. */
export type CashbackState =
  | { status: "underway" }
  /** Of a reversal `amount` may be less than was asked for: no more than she still had. */
  | { status: "done"; amount: Money }
  /** `problem` is the provider's code. */
  | { status: "failed"; problem: string };

/**
 * Points for customers whose account is linked. Asking only ever brings `accepted`: looking tells what became of it.
 * `declined` with the reason `duplicate` may mean that the id has acted before; of a look, `declined` with the reason
 * `not_found` means that the provider knows no such id, and any other `declined` says nothing about the cashback.
 */
export interface CashbackCalls {
  give(call: {
    intent: CashbackIntent;
    /** What the provider knows the customer's linked account by. */
    authorization: string;
    signal?: AbortSignal;
  }): Promise<Outcome<null>>;
  inspectGive(call: { intent: CashbackIntent; signal?: AbortSignal }): Promise<Outcome<CashbackState>>;
  reverse(call: { intent: ReversalIntent; signal?: AbortSignal }): Promise<Outcome<null>>;
  inspectReverse(call: { intent: ReversalIntent; signal?: AbortSignal }): Promise<Outcome<CashbackState>>;
}

/** One line of a provider's file of a day's movements. */
export interface FileMovement {
  /** Ours, or that of a capture or refund: the provider writes the id of the step. `null` when it left it out. */
  paymentId: string | null;
  /** `null` when the provider left it out. */
  providerPaymentId: string | null;
  /**
   * `failed`: not paid, or cancelled. `held`, `released`: money that was set aside, and let go. `other` says nothing.
   */
  kind: "paid" | "refunded" | "failed" | "held" | "released" | "other";
  /** Minor units, never negative. */
  amount: number;
  /** When, as far as the line says. */
  at: Date | null;
}

export interface FileContents {
  /** Whose movements the file holds: payments that are taken at once, or holds. */
  captureMode: CaptureMode;
  /** To be read once. May throw KaikeiError `file_unreadable` on the way. */
  movements: Iterable<FileMovement>;
}

/**
 * How a payment can be undone in full, as far as is known before asking. `cancel`: as a whole, with `reverse`.
 * `refund`: what is left of it. `revert`: its hold is let go. `nothing`: no money is held or left.
 */
export type UndoPlan = "cancel" | "refund" | "revert" | "nothing";

export interface UndoFacts {
  now: Date;
  /** A refund of it was asked for, whatever became of that. */
  anyRefund: boolean;
}

/** What `accounts.begin` needs to know. */
export interface LinkIntent {
  /** Ours; it names the attempt and nobody in person, and comes back in the answer. */
  attemptId: string;
  /** Comes back in the answer too, which is good for one use by that. */
  nonce: string;
  /** What she is asked to allow, in the provider's words. */
  scopes: readonly string[];
  /** Where the provider sends her browser with its answer. */
  returnUrl: string;
  shopper: BeginIntent["shopper"];
}

/**
 * What a browser has brought back from the provider. Nothing of it is `invalid` or `late` only if the provider has
 * signed all of it for us; whose attempt it is has still to be found out.
 */
export type LinkReturn =
  | {
      kind: "allowed";
      attemptId: string;
      nonce: string;
      /** What her account can be charged with from now on. */
      authorization: string;
      /** As the provider masks it: `*******1234`. */
      maskedPhone: string | null;
    }
  /** She said no; or the provider did not ask her, for a reason that lies with us. */
  | { kind: "declined" | "refused"; attemptId: string; nonce: string }
  /** Genuine, and past its own time. */
  | { kind: "late" }
  /** Why it cannot be believed, in words for the log. */
  | { kind: "invalid"; reason: string };

/** How the provider says that a link to an account stands. */
export type AuthorizationState =
  | { status: "active"; scopes: readonly string[]; expiresAt: Date | null }
  /** `because` is null where the provider does not say. */
  | { status: "ended"; because: "expired" | "revoked" | null };

/** Linking accounts, where a provider has that. An `authorization` is secret: it is in no message and no log. */
export interface AccountProvider {
  /** Asks for the page on which a shopper allows us to charge her. A page that nobody opens costs nothing. */
  begin(call: { intent: LinkIntent; signal?: AbortSignal }): Promise<Outcome<{ url: string }>>;
  /** Reads the address with which her browser came back. */
  readReturn(query: URLSearchParams): Promise<LinkReturn>;
  /** Asks how a link stands. */
  status(call: { authorization: string; signal?: AbortSignal }): Promise<Outcome<AuthorizationState>>;
  /** What has to be allowed before `profile` can be asked; null when it never can. */
  readonly profileScope: string | null;
  /** Asks whose account it is. */
  profile(call: {
    authorization: string;
    signal?: AbortSignal;
  }): Promise<Outcome<{ maskedPhone: string | null }>>;
  /** Ends a link. `accepted`: only `status` tells when. Repeating it is safe. */
  unlink(call: { authorization: string; signal?: AbortSignal }): Promise<Outcome<null>>;
}

/** A notification's claim: what to look at. It moves nothing. */
export type NotificationHint =
  | {
      about: "payment";
      /** `null` when the provider left our id out. */
      paymentId: string | null;
      providerPaymentId: string | null;
    }
  /** Something happened to a shopper's authorization: ask how it stands. */
  | { about: "account"; authorization: string }
  /** A file with the day's movements can be fetched. */
  | { about: "file"; notificationId: string; url: string };

/** What `holds` needs to know of what is asked. */
export interface HoldIntent {
  /** Ours, written down first. Of a capture it is another one at each attempt. */
  id: string;
  payment: Payment;
  /** What is to be taken, or held from then on; a revert lets all of it go. */
  amount: Money;
  reason: string | null;
  requestedAt: Date;
}

/**
 * What can be done with held money. Whatever these calls answer, a look at the payment tells what became of it: its
 * observation names captures by the ids that were given here.
 */
export interface HoldCalls {
  /** Milliseconds that the shopper has to allow what is `action_required`. */
  readonly approvalMs: number;
  /** Takes what is held, or less; the rest is let go. */
  capture(call: { intent: HoldIntent; signal?: AbortSignal }): Promise<Outcome<null>>;
  /** Lets it go. Repeating it is safe. */
  revert(call: { intent: HoldIntent; signal?: AbortSignal }): Promise<Outcome<null>>;
  /** Changes how much is held; more needs the shopper's word, at the outcome's `url`. Never repeated. */
  reauthorize(call: {
    intent: HoldIntent;
    /** Where the shopper's browser goes afterwards. */
    returnUrl: string;
    signal?: AbortSignal;
  }): Promise<Outcome<null>>;
}

/** What every provider can do. A provider translates; it decides nothing and stores nothing. */
export interface PaymentProvider {
  /** Names it in routes, rows and words: `paypay`. */
  readonly name: string;
  /** `emulator`, `sandbox` or `production`. */
  readonly environment: string;
  /** The provider's id of the merchant who is paid. */
  readonly merchant: string;
  /** Milliseconds that a code whose answer never came may be payable for. */
  readonly assumedCodeLifeMs: number;
  /** The request of `begin`, to be stored byte for byte before it is sent, so that a repeat is the same request. */
  prepare(intent: BeginIntent): string;
  /**
   * Asks for something that the shopper can pay, or charges her linked account. Repeating it with the same id and
   * request is safe. `authorization` is what the provider lets us charge the account with: it is handed over here and
   * never a part of the stored request.
   */
  begin(call: {
    payment: Payment;
    request: string;
    authorization: string | null;
    signal?: AbortSignal;
  }): Promise<Outcome<Observation>>;
  /**
   * What a shopper has to have allowed for this, in the provider's words; null when the provider cannot do it. Left out
   * by a provider that charges no accounts.
   */
  scopeOf?(charge: { method: Exclude<PaymentMethod, "code">; captureMode: CaptureMode }): string | null;
  /**
   * Asks how a payment stands. Of one that charges an account, `declined` with the reason `not_found` is an answer: the
   * provider does not know it, at this moment.
   */
  inspect(call: { payment: Payment; signal?: AbortSignal }): Promise<Outcome<Observation>>;
  /** Withdraws what is unpaid. Whatever it answers, a look decides. */
  cancel(call: { payment: Payment; signal?: AbortSignal }): Promise<Outcome<null>>;
  /** Which call undoes a payment in full. Pure. */
  planUndo(payment: Payment, facts: UndoFacts): UndoPlan;
  /**
   * Undoes a paid payment as a whole. It has no id of its own: `accepted` or not, only a look tells whether it
   * happened. Repeating it is safe.
   */
  reverse(call: { payment: Payment; signal?: AbortSignal }): Promise<Outcome<null>>;
  /** Gives money back. Repeating it with the same id returns the earlier result. */
  refund(call: { intent: RefundIntent; signal?: AbortSignal }): Promise<Outcome<null>>;
  /** Asks how a refund stands. */
  inspectRefund(call: { intent: RefundIntent; signal?: AbortSignal }): Promise<Outcome<null>>;
  /**
   * Until when a paid payment can be refunded: the first instant that is too late, and the last one in words. Pure;
   * absent or null: no end is known.
   */
  refundWindow?(payment: Payment): { ends: Date; lastInWords: string } | null;
  /** Absent: the provider takes money at once or not at all. */
  readonly holds?: HoldCalls;
  /** Reads a notification's body; null for one that is about nothing of ours. Throws nothing. */
  readNotification(body: unknown): NotificationHint | null;
  /**
   * Reads a file of a day's movements. Pure. Left out by a provider that makes none.
   *
   * @throws KaikeiError `file_unreadable`
   */
  readFile?(bytes: Uint8Array): FileContents;
  /** Left out by a provider that gives no points. */
  readonly cashback?: CashbackCalls;
  /** Left out by a provider that links no accounts. */
  readonly accounts?: AccountProvider;
}
