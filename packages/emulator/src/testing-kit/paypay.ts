import type { RecordedCall } from "../control/calls.ts";
import type { CustomerChange } from "../control/control.ts";
import type { FaultInput } from "../control/faults.ts";
import type { LedgerSnapshot } from "../control/snapshot.ts";
import type { ResultName } from "../result-codes.ts";
import type { Notification } from "../webhooks/notifier.ts";
import type { WebhookFaultInput } from "../webhooks/webhook-faults.ts";
import { answerWith, createControlClient, ledgerAnswer, type SendControl } from "./control-client.ts";
import { matchOf, type ShopCall } from "./shop-calls.ts";
import { codeNamed, createShopper, type Shopper } from "./shopper.ts";

/**
 * How a call fails: one of PayPay's refusals by its name, or `unreachable` (the connection breaks, and nothing has
 * happened), `rate_limit`, `bad_gateway` (a page of HTML) and `hang` (no answer at all).
 */
export type Failure = ResultName | "unreachable" | "rate_limit" | "bad_gateway" | "hang";

/** A PayPay for a shop's tests: what it knows, and what can go wrong with it. */
export interface PayPay {
  /** Where it answers: the shop's `PAYPAY_EMULATOR_URL`. Without a slash at the end. */
  readonly url: string;
  /** A customer of PayPay: `hanako` (¥50,000) unless told; `taro` has ¥3,000 and `yuki` nothing. */
  shopper(customer?: string): Shopper;
  /** Everything that PayPay knows: codes, payments, refunds, links, customers. */
  ledger(): Promise<LedgerSnapshot>;
  /** The API calls of the shop since the last `heal`. */
  calls(): Promise<readonly RecordedCall[]>;
  /** What PayPay has told the shop, and what came of it. */
  notifications(): Promise<readonly Notification[]>;
  /** A code's time is over: the newest open one's unless told. The shop's page shows it at the shop's next look. */
  expireCode(code?: string): Promise<void>;
  /** Somebody cancels in PayPay's panel, of which the shop gets no event. The newest open code unless told. */
  cancelInPanel(code?: string): Promise<void>;
  /** The next call of this kind fails, or the next `times`. */
  failNext(call: ShopCall, failure?: Failure, times?: number): Promise<void>;
  /** The next call of this kind does its work, and its answer is lost. */
  loseReply(call: ShopCall, times?: number): Promise<void>;
  /** The next call of this kind is answered so many milliseconds later. */
  delayReply(call: ShopCall, milliseconds: number, times?: number): Promise<void>;
  /** The next event never reaches the shop. */
  loseWebhook(times?: number): Promise<void>;
  delayWebhook(milliseconds: number, times?: number): Promise<void>;
  /** The next event comes so often. */
  repeatWebhook(copies: number): Promise<void>;
  /** Any fault of the emulator's. */
  addFault(fault: FaultInput): Promise<void>;
  /** A customer's balance, her limits, what is wrong with her account. */
  setCustomer(change: CustomerChange): Promise<void>;
  /** PayPay's clock; the shop's own stays. */
  readonly clock: { now(): Promise<Date>; advance(seconds: number): Promise<void> };
  /** Until no event is on its way. */
  idle(): Promise<void>;
  /** Undoes what a test has done to it: no fault, the real time, wallets as at first. Codes, payments and links stay. */
  heal(): Promise<void>;
  /** As new: forgets codes and payments too, which a shop that goes on would miss. */
  reset(): Promise<void>;
}

const callsAnswer = answerWith<{ calls: RecordedCall[] }>("calls");
const notificationsAnswer = answerWith<{ notifications: Notification[] }>("notifications");
const clockAnswer = answerWith<{ now: string }>("now");

/** The one implementation, in process and over HTTP alike. */
export function createPayPay(url: string, send: SendControl): PayPay {
  const control = createControlClient(send);
  const addFault = (fault: FaultInput) => control.tell("/faults", fault);
  const addWebhookFault = (fault: WebhookFaultInput) => control.tell("/webhook-faults", fault);
  return {
    url,
    shopper: (customer = "hanako") => createShopper(control, customer),
    ledger: () => control.read("/ledger", ledgerAnswer),
    calls: async () => (await control.read("/calls", callsAnswer)).calls,
    notifications: async () => (await control.read("/notifications", notificationsAnswer)).notifications,
    expireCode: async (code) => control.tell("/expire", await codeNamed(control, code)),
    cancelInPanel: async (code) => control.tell("/cancel", await codeNamed(control, code)),
    failNext: (call, failure = "unreachable", times = 1) =>
      addFault({ ...faultOf(failure), match: matchOf(call), times }),
    loseReply: (call, times = 1) => addFault({ kind: "reset_after", match: matchOf(call), times }),
    delayReply: (call, milliseconds, times = 1) =>
      addFault({ kind: "delay", milliseconds, after: true, match: matchOf(call), times }),
    loseWebhook: (times = 1) => addWebhookFault({ kind: "drop", times }),
    delayWebhook: (milliseconds, times = 1) => addWebhookFault({ kind: "delay", milliseconds, times }),
    repeatWebhook: (copies) => addWebhookFault({ kind: "repeat", copies, times: 1 }),
    addFault,
    setCustomer: (change) => control.tell("/customers", change),
    clock: {
      now: async () => new Date((await control.read("/clock", clockAnswer)).now),
      advance: (seconds) => control.tell("/clock", { advance: seconds }),
    },
    idle: () => control.tell("/idle"),
    heal: () => control.tell("/heal"),
    reset: () => control.tell("/reset"),
  };
}

function faultOf(failure: Failure): FaultInput {
  switch (failure) {
    case "unreachable":
      return { kind: "reset_before" };
    case "bad_gateway":
      return { kind: "html_502" };
    case "rate_limit":
    case "hang":
      return { kind: failure };
    default:
      return { kind: "refuse", code: failure };
  }
}
