import type { CustomerOptions } from "../options.ts";
import { type Refusal, refuse } from "../result-codes.ts";

export interface Customer {
  readonly id: string;
  readonly name: { readonly ja: string; readonly en: string };
  balance: number;
  balanceLimit: number;
  /** As PayPay shows it to shops: all but the last four digits hidden. */
  readonly maskedPhone: string;
  /** The customer has left PayPay. */
  closed: boolean;
  /** PayPay has stopped the wallet for now; what needs a link is refused. */
  suspended: boolean;
}

export function openCustomer(options: CustomerOptions): Customer {
  const {
    id,
    name,
    balance,
    balanceLimit = Number.POSITIVE_INFINITY,
    maskedPhone = hiddenPhone(id),
  } = options;
  return { id, name, balance, balanceLimit, maskedPhone, closed: false, suspended: false };
}

/** Takes the money if it is there. */
export function take(customer: Customer, amount: number): Refusal | null {
  if (customer.closed) return refuse("CANCELED_USER");
  if (customer.balance < amount) return refuse("NO_SUFFICIENT_FUND");
  customer.balance -= amount;
  return null;
}

/** Some last digits, the same for the same id. */
function hiddenPhone(id: string): string {
  const sum = [...id].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 10_000, 7);
  return `*******${String(sum).padStart(4, "0")}`;
}
