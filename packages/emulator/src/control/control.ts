import type { MovableClock } from "../clock.ts";
import type { FileShelf } from "../daily-file/file-shelf.ts";
import { approve } from "../ledger/approve.ts";
import { cancelPayment } from "../ledger/cancel.ts";
import { closeCustomer } from "../ledger/close-customer.ts";
import { codeState } from "../ledger/code.ts";
import type { Customer } from "../ledger/customer.ts";
import { type Ledger, refillWallets, resetLedger } from "../ledger/ledger.ts";
import { payCode } from "../ledger/pay.ts";
import type { Payment } from "../ledger/payment.ts";
import { settle } from "../ledger/settle.ts";
import { fundsOf } from "../ledger/settle-cashback.ts";
import type { Contract, KeyPair, MerchantList } from "../merchant-list.ts";
import type { Settings } from "../options.ts";
import { isRefusal } from "../result-codes.ts";
import type { Notification, Notifier } from "../webhooks/notifier.ts";
import type { WebhookFaultList } from "../webhooks/webhook-faults.ts";
import type { CallLog } from "./calls.ts";
import { createFileControl, type FileControl } from "./daily-files.ts";
import type { FaultList } from "./faults.ts";
import { type CodeReference, findCode } from "./find-code.ts";
import { customerNamed, fail } from "./find-customer.ts";
import type { LateEffects } from "./late-effects.ts";
import { createLinkControl, type LinkControl } from "./links.ts";
import { createRequestControl, type RequestControl } from "./payment-requests.ts";
import { customerSnapshot, type LedgerSnapshot, paymentSnapshot, snapshot } from "./snapshot.ts";

export interface CustomerChange {
  readonly customer: string;
  readonly balance?: number | undefined;
  readonly balanceLimit?: number | undefined;
  readonly closed?: boolean | undefined;
  readonly suspended?: boolean | undefined;
  /** Every charge of a shop is refused with this; null: no longer. */
  readonly payProblem?: Customer["payProblem"] | undefined;
  /** In yen: for one payment, for 24 hours, for 30 days. */
  readonly paymentLimit?: number | undefined;
  readonly dailyLimit?: number | undefined;
  readonly monthlyLimit?: number | undefined;
}

export interface MerchantChange extends Contract {
  readonly merchantId?: string | undefined;
  readonly cashbackFunds?: number | undefined;
}

/** A test's hands inside the emulator. Everything that HTTP offers under `/_control` is one of these. */
export interface Control extends LinkControl, RequestControl, FileControl {
  readonly clock: {
    /** Epoch milliseconds, as the emulator sees them. */
    now(): number;
    /** Moves on and lets everything happen that time brings. */
    advance(seconds: number): void;
    set(instant: Date): void;
    /** Sets the watch that `Date` and signatures go by so many seconds ahead; the ledger's time stays. */
    skew(seconds: number): void;
    /** Back to the real time. */
    reset(): void;
  };
  readonly calls: Pick<CallLog, "list" | "clear">;
  readonly faults: Pick<FaultList, "add" | "list" | "clear">;
  readonly webhookFaults: Pick<WebhookFaultList, "add" | "list" | "clear">;
  ledger(): LedgerSnapshot;
  notifications(): readonly Notification[];
  /** A customer pays a code. Throws `ControlError` when PayPay would not let her. */
  pay(payment: CodeReference & { readonly customer: string }): ReturnType<typeof paymentSnapshot>;
  /** A customer looks at a code and presses Decline: nothing changes for the shop. */
  decline(refusal: CodeReference & { readonly customer: string }): void;
  /**
   * The code's time is over at once, and its details say EXPIRED, so that a shop's page shows it without waiting. PayPay
   * itself says CREATED for ever, and leaves it to the shop's clock. Throws `ControlError` when it cannot be paid anyway.
   */
  expire(code: CodeReference): void;
  /** Somebody cancels in PayPay's panel, which takes it for an unpaid code too, and for a charge by its `merchantPaymentId`. Throws `ControlError` when PayPay refuses. */
  cancel(code: CodeReference): void;
  /** The customer allows a raised capture or reauthorization. */
  approve(paymentId: string): ReturnType<typeof paymentSnapshot>;
  /** Which key pairs a merchant may sign with from now on; all others are refused. Default: the first merchant. */
  setKeys(change: { readonly merchantId?: string | undefined; readonly keys: readonly KeyPair[] }): void;
  /** Changes a contract, or what a merchant has to give away. Default: the first merchant. */
  setMerchant(change: MerchantChange): { readonly merchantId: string; readonly cashbackFunds: number };
  setCustomer(change: CustomerChange): ReturnType<typeof customerSnapshot>;
  /** Until no webhook is on its way, and what is due has taken effect. */
  idle(): Promise<void>;
  /** No fault, the real time, wallets and contracts as at first, no recorded call. Codes, payments and links stay. */
  heal(): void;
  /** As new: ledger, customers, clock, faults, calls, notifications. */
  reset(): void;
}

export interface ControlParts {
  readonly settings: Settings;
  readonly merchants: MerchantList;
  readonly clock: MovableClock;
  readonly ledger: Ledger;
  readonly calls: CallLog;
  readonly faults: FaultList;
  readonly lateEffects: LateEffects;
  readonly notifier: Notifier;
  readonly shelf: FileShelf;
  readonly origin: () => string;
}

export function createControl(parts: ControlParts): Control {
  const { settings, merchants, clock, ledger, calls, faults, lateEffects, notifier, shelf } = parts;
  const codeFor = (reference: CodeReference) =>
    findCode(ledger, reference) ?? fail("No code is known by that codeId, merchantPaymentId or url.");
  const merchantNamed = (id = settings.merchants[0]?.merchantId): string => {
    const merchant = settings.merchants.find(({ merchantId }) => merchantId === id);
    return merchant?.merchantId ?? fail(`No merchant has the id ${id}.`);
  };

  return {
    ...createLinkControl(ledger),
    ...createRequestControl(ledger),
    ...createFileControl({ ledger, shelf, merchantNamed, origin: parts.origin }),
    clock: {
      now: clock.now,
      advance: (seconds) => {
        clock.advance(seconds);
        settle(ledger);
      },
      set: (instant) => {
        clock.set(instant);
        settle(ledger);
      },
      skew: clock.skew,
      reset: clock.reset,
    },
    calls,
    faults,
    webhookFaults: notifier.faults,
    ledger: () => {
      settle(ledger);
      return snapshot(ledger);
    },
    notifications: notifier.list,
    pay: ({ customer, ...reference }) => {
      settle(ledger);
      const code = codeFor(reference);
      const payment = payCode(ledger, code, customerNamed(ledger, customer));
      if (isRefusal(payment)) {
        return fail(`The code is ${codeState(code, ledger.now())} and cannot be paid: ${payment.refused}.`);
      }
      settle(ledger);
      return paymentSnapshot(ledger, payment);
    },
    decline: ({ customer, ...reference }) => {
      codeFor(reference).declinedBy.add(customerNamed(ledger, customer).id);
    },
    expire: (reference) => {
      const code = codeFor(reference);
      const state = codeState(code, ledger.now());
      if (state === "paid" || state === "deleted") fail(`The code is ${state} and cannot expire.`);
      code.state = "expired";
    },
    cancel: (reference) => {
      settle(ledger);
      const named = ({ merchantPaymentId }: Payment) => merchantPaymentId === reference.merchantPaymentId;
      const charged = [...ledger.payments.values()].find(named);
      const { merchantId, merchantPaymentId } = charged ?? codeFor(reference);
      const canceled = cancelPayment(ledger, merchantId, merchantPaymentId);
      if (isRefusal(canceled)) fail(`The payment cannot be cancelled: ${canceled.refused}.`);
    },
    approve: (paymentId) => {
      settle(ledger);
      const payment = ledger.payments.get(paymentId) ?? fail(`No payment has the id ${paymentId}.`);
      const approved = approve(ledger, payment);
      if (isRefusal(approved)) return fail(`The payment cannot be approved: ${approved.refused}.`);
      return paymentSnapshot(ledger, payment);
    },
    setKeys: ({ merchantId, keys }) => merchants.setKeys(merchantNamed(merchantId), keys),
    setMerchant: ({ merchantId: id, cashbackFunds, ...contract }) => {
      const merchantId = merchantNamed(id);
      merchants.setContract(merchantId, contract);
      if (cashbackFunds !== undefined) ledger.cashbackFunds.set(merchantId, cashbackFunds);
      return { merchantId, cashbackFunds: fundsOf(ledger, merchantId) };
    },
    setCustomer: ({ customer: id, balance, balanceLimit, closed, suspended, ...others }) => {
      const customer = customerNamed(ledger, id);
      if (balance !== undefined) customer.balance = balance;
      if (balanceLimit !== undefined) customer.balanceLimit = balanceLimit;
      const { payProblem, paymentLimit, dailyLimit, monthlyLimit } = others;
      if (payProblem !== undefined) customer.payProblem = payProblem;
      if (paymentLimit !== undefined) customer.paymentLimit = paymentLimit;
      if (dailyLimit !== undefined) customer.dailyLimit = dailyLimit;
      if (monthlyLimit !== undefined) customer.monthlyLimit = monthlyLimit;
      if (suspended !== undefined) customer.suspended = suspended;
      if (closed !== undefined) closeCustomer(ledger, customer, closed);
      return customerSnapshot(customer);
    },
    idle: async () => {
      settle(ledger);
      await lateEffects.idle();
      await notifier.idle();
    },
    heal: () => {
      faults.clear();
      notifier.faults.clear();
      calls.clear();
      merchants.reset();
      clock.reset();
      refillWallets(ledger, settings);
    },
    reset: () => {
      resetLedger(ledger, settings);
      notifier.clear();
      notifier.faults.clear();
      faults.clear();
      lateEffects.clear();
      shelf.clear();
      calls.clear();
      merchants.reset();
      clock.reset();
    },
  };
}
