import type { CustomerOptions, Habits, Merchant } from "../options.ts";
import type { Authorization } from "./authorization.ts";
import type { Cashback, CashbackReversal } from "./cashback.ts";
import type { Code } from "./code.ts";
import { type Customer, openCustomer } from "./customer.ts";
import type { LedgerEvent } from "./event.ts";
import type { LinkSession } from "./link-session.ts";
import type { Payment } from "./payment.ts";
import type { PaymentRequest } from "./payment-request.ts";
import type { Refund } from "./refund.ts";
import type { TopUp } from "./top-up.ts";

/** Everything that happened, in memory. Only the functions in this folder write to it. */
export interface Ledger {
  readonly habits: Habits;
  /** Epoch seconds. */
  readonly now: () => number;
  readonly tell: (event: LedgerEvent) => void;
  readonly codes: Map<string, Code>;
  readonly payments: Map<string, Payment>;
  /** The same again by `orderKey`, because shops ask by their own id. */
  readonly codesByOrder: Map<string, Code>;
  readonly paymentsByOrder: Map<string, Payment>;
  /** By `orderKey`. */
  readonly paymentRequests: Map<string, PaymentRequest>;
  readonly refunds: Refund[];
  /** By `orderKey` of the shop's own ids. */
  readonly cashbacks: Map<string, Cashback>;
  readonly cashbackReversals: Map<string, CashbackReversal>;
  /** What each merchant has to give away, in yen. */
  readonly cashbackFunds: Map<string, number>;
  readonly customers: Map<string, Customer>;
  /** Cancels that came before anything was paid, by `orderKey`. */
  readonly waitingCancels: Set<string>;
  /** Account links by `userAuthorizationId`, and the questions for them by their own id. */
  readonly authorizations: Map<string, Authorization>;
  readonly linkSessions: Map<string, LinkSession>;
  /** By `orderKey` of the shop's own id. */
  readonly topUps: Map<string, TopUp>;
}

export interface LedgerOptions {
  readonly habits: Habits;
  readonly now: () => number;
  readonly tell: (event: LedgerEvent) => void;
  readonly start: LedgerStart;
}

/** Who has how much at the beginning. */
export interface LedgerStart {
  readonly customers: readonly CustomerOptions[];
  readonly merchants: readonly Merchant[];
}

export function createLedger({ habits, now, tell, start }: LedgerOptions): Ledger {
  const ledger: Ledger = {
    habits,
    now,
    tell,
    codes: new Map(),
    payments: new Map(),
    codesByOrder: new Map(),
    paymentsByOrder: new Map(),
    paymentRequests: new Map(),
    refunds: [],
    cashbacks: new Map(),
    cashbackReversals: new Map(),
    cashbackFunds: new Map(),
    customers: new Map(),
    waitingCancels: new Set(),
    authorizations: new Map(),
    linkSessions: new Map(),
    topUps: new Map(),
  };
  resetLedger(ledger, start);
  return ledger;
}

export function resetLedger(ledger: Ledger, { customers, merchants }: LedgerStart): void {
  ledger.codes.clear();
  ledger.payments.clear();
  ledger.codesByOrder.clear();
  ledger.paymentsByOrder.clear();
  ledger.paymentRequests.clear();
  ledger.refunds.length = 0;
  ledger.cashbacks.clear();
  ledger.cashbackReversals.clear();
  ledger.cashbackFunds.clear();
  ledger.waitingCancels.clear();
  ledger.authorizations.clear();
  ledger.linkSessions.clear();
  ledger.topUps.clear();
  ledger.customers.clear();
  for (const options of customers) ledger.customers.set(options.id, openCustomer(options));
  resetFunds(ledger, merchants);
}

/** Wallets and funds as they were at first; what happened stays. */
export function refillWallets(ledger: Ledger, { customers, merchants }: LedgerStart): void {
  for (const options of customers) {
    const customer = ledger.customers.get(options.id);
    // The same object, because links and payments hold it.
    if (customer) Object.assign(customer, openCustomer(options));
  }
  resetFunds(ledger, merchants);
}

function resetFunds(ledger: Ledger, merchants: readonly Merchant[]): void {
  for (const { merchantId, cashbackFunds = 1_000_000 } of merchants) {
    ledger.cashbackFunds.set(merchantId, cashbackFunds);
  }
}

/** Who gave this money. A payment never outlives its customer. */
export function payer(ledger: Ledger, payment: Payment): Customer {
  const customer = ledger.customers.get(payment.customerId);
  if (!customer) throw new Error(`The ledger has no customer "${payment.customerId}".`);
  return customer;
}

export function giveBack(ledger: Ledger, payment: Payment, amount: number): void {
  payer(ledger, payment).balance += amount;
  payment.taken -= amount;
}

/** A shop's own id is unique within its merchant only. */
export function orderKey(merchantId: string, merchantPaymentId: string): string {
  return `${merchantId}/${merchantPaymentId}`;
}
