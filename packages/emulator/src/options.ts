import type { FaultInput } from "./control/faults.ts";
import { type Schedule, scheduleByTimer } from "./schedule.ts";
import type { Scope } from "./scopes.ts";
import type { WebhookFaultInput } from "./webhooks/webhook-faults.ts";

/** A merchant that the emulator knows. The flags switch on refusals that PayPay gives to merchants without a contract. */
export interface Merchant {
  readonly merchantId: string;
  readonly name: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** `false`: holds are refused with PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT. */
  readonly holds?: boolean;
  /** `false`: capturing more than was held is refused with HIGHER_CAPTURE_NOT_PERMITTED. */
  readonly higherCapture?: boolean;
  /** Capturing more yen than this is refused with UNACCEPTABLE_OP. */
  readonly captureLimit?: number;
  /** Charging a linked customer more yen than this, at once or within 24 hours, is refused: UNACCEPTABLE_OP, and USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED. */
  readonly chargeLimit?: number;
  readonly customerDailyLimit?: number;
  /** `false`: a second refund of one payment is refused with MERCHANT_MULTIPLE_REFUND_REJECTED. */
  readonly multipleRefunds?: boolean;
  /** Path prefixes that answer OP_OUT_OF_SCOPE, for example `/v2/refunds`. */
  readonly notContracted?: readonly string[];
  /** Yen that the merchant has to give away as cashback. Default: a million. */
  readonly cashbackFunds?: number;
  /** What the contract lets the merchant ask shoppers for; anything else is EXPECTATION_FAILED. Default: everything. */
  readonly scopes?: readonly Scope[];
  /** Host names to which linked shoppers may be sent back; others are EXPECTATION_FAILED. Default: any. */
  readonly redirectDomains?: readonly string[];
}

/** Somebody who pays. Amounts are whole yen. */
export interface CustomerOptions {
  readonly id: string;
  readonly name: { readonly ja: string; readonly en: string };
  readonly balance: number;
  /** The most this wallet may hold; a refund above it fails. Default: no limit. */
  readonly balanceLimit?: number;
  /** As shops see it, for example `*******1234`. Default: made from the id. */
  readonly maskedPhone?: string;
}

/** Where public sources leave PayPay's behaviour open, or a merchant's contract decides. Seconds are seconds. */
export interface Habits {
  /** A second create with the same id and the same body. PayPay's specification says both. */
  readonly duplicateCreate: "replay" | "reject";
  /** How long a code can be paid. */
  readonly codeLifeSeconds: number;
  /** How long after its expiry an unpaid code is still answered as CREATED. */
  readonly codeLingersSeconds: number;
  /** The longest hold that a merchant may ask for, and the default. */
  readonly holdSeconds: number;
  /** A capture this close to the end of a hold is refused with TOO_CLOSE_TO_EXPIRY. */
  readonly tooCloseSeconds: number;
  /** How long it takes until a refund is REFUNDED. */
  readonly refundSettlesAfterSeconds: number;
  /** Whether PayPay's first try fails: CREATED for the first half of that time, REFUND_FAILED for the second. */
  readonly refundFailsFirst: boolean;
  /** How long after its payment a cancel takes effect that came before it. */
  readonly waitingCancelSeconds: number;
  /** How long an accepted cancel of a payment takes: it stays COMPLETED until then, and cannot be refunded. */
  readonly cancelSettlesAfterSeconds: number;
  /** Whether details of a charge that was refused say FAILED, with an event and no second chance for its id, or nothing. */
  readonly refusedCharge: "forgotten" | "kept";
  /** How long a second charge of the same amount is suspected to be a mistake. */
  readonly similarSeconds: number;
  /** How long a request can be paid if the shop does not say, and the shortest that it may say. */
  readonly requestLifeSeconds: number;
  readonly requestLeastSeconds: number;
  /** What a request is called that the customer declined. Not published. */
  readonly declinedRequest: "CANCELED" | "FAILED";
  /** How long it takes until a cashback or its reversal is decided, and how long neither can be found at first. */
  readonly cashbackSettlesAfterSeconds: number;
  readonly cashbackHiddenSeconds: number;
  /** What a payment is called while a part of it is refunded. */
  readonly partlyRefunded: "REFUNDED" | "COMPLETED";
  /** Refunds of one payment within a minute, and in all. */
  readonly refundsPerMinute: number;
  readonly refundsPerPayment: number;
  /** How long a payment can be changed at all before ORDER_NO_LONGER_AVAILABLE. Not published; default: for ever. */
  readonly keptSeconds: number;
  /** How long an account link lasts after its beginning, a payment, money given or another consent. */
  readonly linkSeconds: number;
  /** How long a shopper can answer a shop's question to link her account. */
  readonly linkSessionSeconds: number;
  /** How long the token is valid with which she comes back. */
  readonly responseTokenSeconds: number;
  /** How the state of a link that ended is answered: with `status: "INACTIVE"`, or refused as other calls with it are. */
  readonly endedAuthorization: "INACTIVE" | "refused";
  /** API calls per second before 429. Default: no limit. */
  readonly callsPerSecond: number;
  /** `state` of the event for an approval that nobody gave: PayPay's sample and its users differ. */
  readonly lapsedApprovalState: "AUTHORIZED" | "EXPIRED_USER_CONFIRMATION";
}

export interface EmulatorOptions extends Partial<Habits> {
  readonly merchants?: readonly Merchant[];
  readonly customers?: readonly CustomerOptions[];
  /** Where shoppers reach the emulator. Default: the origin of the request that created the code. */
  readonly publicUrl?: string | undefined;
  /** Where events go. Default: nowhere. */
  readonly webhookUrl?: string | undefined;
  /** Whether the routes under `/_control` answer. Default: no. */
  readonly control?: boolean;
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  /** Sends the webhooks. */
  readonly fetch?: typeof fetch;
  readonly schedule?: Schedule;
  /** Decides what goes wrong with a call that no listed fault strikes; null: nothing. */
  readonly chooseFault?: (call: { readonly method: string; readonly path: string }) => FaultInput | null;
  /** The same for an event and its `state`. */
  readonly chooseWebhookFault?: (state: string | null) => WebhookFaultInput | null;
}

/** The public trial merchant. Everybody knows its secret; it opens nothing but an emulator. */
export const trialMerchant: Merchant = {
  merchantId: "100000000000000001",
  name: "Mune's Cake Shop",
  apiKey: "a_kaikei_emulator",
  apiSecret: "a2Fpa2VpLWVtdWxhdG9yLXRyaWFsLXNlY3JldC0wMDE=",
};

const trialCustomers: readonly CustomerOptions[] = [
  { id: "hanako", name: { ja: "花子", en: "Hanako" }, balance: 50_000 },
  { id: "taro", name: { ja: "太郎", en: "Taro" }, balance: 3_000 },
  { id: "yuki", name: { ja: "ゆき", en: "Yuki" }, balance: 0 },
];

const defaultHabits: Habits = {
  duplicateCreate: "replay",
  codeLifeSeconds: 300,
  codeLingersSeconds: 3600,
  holdSeconds: 30 * 86_400,
  tooCloseSeconds: 60,
  refundSettlesAfterSeconds: 0,
  refundFailsFirst: false,
  waitingCancelSeconds: 0,
  cancelSettlesAfterSeconds: 0,
  refusedCharge: "forgotten",
  similarSeconds: 300,
  requestLifeSeconds: 6 * 3600,
  requestLeastSeconds: 600,
  declinedRequest: "CANCELED",
  cashbackSettlesAfterSeconds: 0,
  cashbackHiddenSeconds: 0,
  partlyRefunded: "REFUNDED",
  refundsPerMinute: 10,
  refundsPerPayment: 50,
  keptSeconds: Number.POSITIVE_INFINITY,
  linkSeconds: 365 * 86_400,
  linkSessionSeconds: 600,
  responseTokenSeconds: 300,
  endedAuthorization: "INACTIVE",
  callsPerSecond: Number.POSITIVE_INFINITY,
  lapsedApprovalState: "AUTHORIZED",
};

export interface Settings {
  readonly merchants: readonly Merchant[];
  readonly customers: readonly CustomerOptions[];
  readonly publicUrl: string | null;
  readonly webhookUrl: string | null;
  readonly controlRoutes: boolean;
  readonly clock: () => number;
  readonly fetch: typeof fetch;
  readonly schedule: Schedule;
  readonly chooseFault: NonNullable<EmulatorOptions["chooseFault"]>;
  readonly chooseWebhookFault: NonNullable<EmulatorOptions["chooseWebhookFault"]>;
  readonly habits: Habits;
}

export function settingsFrom(options: EmulatorOptions): Settings {
  const { merchants, customers, publicUrl, webhookUrl, control, clock, schedule, ...others } = options;
  const { fetch, chooseFault, chooseWebhookFault, ...habits } = others;
  return {
    merchants: merchants ?? [trialMerchant],
    customers: customers ?? trialCustomers,
    publicUrl: publicUrl === undefined ? null : publicUrl.replace(/\/+$/, ""),
    webhookUrl: webhookUrl ?? null,
    controlRoutes: control ?? false,
    clock: clock ?? Date.now,
    fetch: fetch ?? globalThis.fetch,
    schedule: schedule ?? scheduleByTimer,
    chooseFault: chooseFault ?? (() => null),
    chooseWebhookFault: chooseWebhookFault ?? (() => null),
    habits: { ...defaultHabits, ...habits },
  };
}
