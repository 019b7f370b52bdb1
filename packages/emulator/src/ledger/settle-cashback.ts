import type { Cashback, CashbackProblem, CashbackReversal } from "./cashback.ts";
import type { Customer } from "./customer.ts";
import type { Ledger } from "./ledger.ts";

/** Decides what is due: money moves between the merchant's funds and the wallet, or nothing does. */
export function settleCashback(ledger: Ledger): void {
  const now = ledger.now();
  for (const cashback of ledger.cashbacks.values()) {
    if (cashback.status === "ACCEPTED" && now >= cashback.dueAt) give(ledger, cashback);
  }
  for (const reversal of ledger.cashbackReversals.values()) {
    const isDecidable = reversal.cashback.status !== "ACCEPTED" && now >= reversal.dueAt;
    if (reversal.status === "ACCEPTED" && isDecidable) takeBack(ledger, reversal);
  }
}

/** What a merchant has to give away, in yen. */
export function fundsOf(ledger: Ledger, merchantId: string): number {
  return ledger.cashbackFunds.get(merchantId) ?? 0;
}

function give(ledger: Ledger, cashback: Cashback): void {
  const { amount, merchantId } = cashback;
  const customer = receiver(ledger, cashback);
  const funds = fundsOf(ledger, merchantId);
  cashback.problem = whyNotGiven(customer, funds, amount);
  cashback.status = cashback.problem === null ? "SUCCESS" : "FAILURE";
  if (cashback.problem !== null) return;
  ledger.cashbackFunds.set(merchantId, funds - amount);
  customer.balance += amount;
}

function whyNotGiven(customer: Customer, funds: number, amount: number): CashbackProblem | null {
  if (customer.closed) return "CASHBACK_FOR_CANCELED_USER";
  if (funds < amount) return "NOT_ENOUGH_MONEY";
  return customer.balance + amount > customer.balanceLimit ? "CASHBACK_ABOVE_BALANCE_LIMIT" : null;
}

function takeBack(ledger: Ledger, reversal: CashbackReversal): void {
  const { amount, merchantId, cashback } = reversal;
  const customer = receiver(ledger, cashback);
  reversal.problem = whyNotTakenBack(cashback, customer, amount);
  reversal.status = reversal.problem === null ? "SUCCESS" : "FAILURE";
  if (reversal.problem !== null) return;
  customer.balance -= amount;
  ledger.cashbackFunds.set(merchantId, fundsOf(ledger, merchantId) + amount);
}

function whyNotTakenBack(cashback: Cashback, customer: Customer, amount: number): CashbackProblem | null {
  if (cashback.status === "FAILURE") return "CASHBACK_WAS_NOT_GIVEN";
  if (customer.closed) return "CASHBACK_FOR_CANCELED_USER";
  return customer.balance < amount ? "NOT_ENOUGH_MONEY" : null;
}

function receiver(ledger: Ledger, { customerId }: Cashback): Customer {
  const customer = ledger.customers.get(customerId);
  if (!customer) throw new Error(`The ledger has no customer "${customerId}".`);
  return customer;
}
