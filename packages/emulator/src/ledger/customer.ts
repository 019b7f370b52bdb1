import type { CustomerOptions } from "../options.ts";
import { type Refusal, type ResultName, refuse } from "../result-codes.ts";

/** What can be wrong with the way she pays, or with what PayPay knows of her. */
export const payProblems = [
  "PAY_METHOD_INVALIDATED",
  "UNSUPPORTED_PAYMENT_METHOD",
  "NO_VALID_PAYMENT_METHOD",
  "NON_KYC_USER",
  "CC_LIMIT_EXCEEDED",
  "PPC_EXPIRED",
  "PPC_LIMIT_EXCEEDED",
  "TRANSACTION_FAILED",
  "TRANSACTION_FAILED_00200003",
] as const satisfies readonly ResultName[];

export interface Customer {
  readonly id: string;
  readonly name: { readonly ja: string; readonly en: string };
  balance: number;
  balanceLimit: number;
  /** As PayPay shows it to shops: all but the last four digits hidden. */
  readonly maskedPhone: string;
  /** The customer has left PayPay. */
  closed: boolean;
  /** Every charge of a shop is refused with this. */
  payProblem: (typeof payProblems)[number] | null;
  /** The most for one payment, and her own limits for 24 hours and 30 days, all in yen. */
  paymentLimit: number;
  dailyLimit: number;
  monthlyLimit: number;
  /** PayPay has stopped the wallet for now; what needs a link is refused. */
  suspended: boolean;
}

const none = Number.POSITIVE_INFINITY;

export function openCustomer(options: CustomerOptions): Customer {
  const { id, name, balance, balanceLimit = none, maskedPhone = hiddenPhone(id) } = options;
  const limits = { balanceLimit, paymentLimit: none, dailyLimit: none, monthlyLimit: none };
  return { id, name, balance, ...limits, maskedPhone, closed: false, suspended: false, payProblem: null };
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
