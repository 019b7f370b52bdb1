import type { CustomerOptions } from "../options.ts";
import { type Refusal, refuse } from "../result-codes.ts";

export interface Customer {
  readonly id: string;
  readonly name: { readonly ja: string; readonly en: string };
  balance: number;
  balanceLimit: number;
  /** The customer has left PayPay. */
  closed: boolean;
}

export function openCustomer(options: CustomerOptions): Customer {
  const { id, name, balance, balanceLimit = Number.POSITIVE_INFINITY } = options;
  return { id, name, balance, balanceLimit, closed: false };
}

/** Takes the money if it is there. */
export function take(customer: Customer, amount: number): Refusal | null {
  if (customer.closed) return refuse("CANCELED_USER");
  if (customer.balance < amount) return refuse("NO_SUFFICIENT_FUND");
  customer.balance -= amount;
  return null;
}
