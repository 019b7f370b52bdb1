import type { Merchant } from "../options.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import type { Customer } from "./customer.ts";
import type { Ledger } from "./ledger.ts";
import { isUndone } from "./payment.ts";

const day = 86_400;

/**
 * What speaks against charging her so much more, apart from her balance: her way to pay, her own limits and the
 * merchant's. PayPay's limits are of the last 24 hours and 30 days.
 */
export function whyNotCharged(
  ledger: Ledger,
  merchant: Merchant,
  customer: Customer,
  amount: number,
): Refusal | null {
  if (customer.closed) return refuse("CANCELED_USER");
  if (customer.payProblem !== null) return refuse(customer.payProblem);
  if (amount > customer.paymentLimit) return refuse("LIMIT_EXCEEDED");
  if (amount > (merchant.chargeLimit ?? amount)) return refuse("ABOVE_MERCHANT_LIMIT");
  const spent = (seconds: number, merchantId?: string) =>
    spentWithin(ledger, customer.id, seconds, merchantId);
  if (spent(day) + amount > customer.dailyLimit) return refuse("USER_DEFINED_DAILY_LIMIT_EXCEEDED");
  if (spent(30 * day) + amount > customer.monthlyLimit) return refuse("USER_DEFINED_MONTHLY_LIMIT_EXCEEDED");
  const { merchantId, customerDailyLimit = Number.POSITIVE_INFINITY } = merchant;
  const overdone = spent(day, merchantId) + amount > customerDailyLimit;
  return overdone ? refuse("USER_DAILY_LIMIT_FOR_MERCHANT_EXCEEDED") : null;
}

function spentWithin(ledger: Ledger, customerId: string, seconds: number, merchantId?: string): number {
  const since = ledger.now() - seconds;
  return [...ledger.payments.values()]
    .filter(
      (payment) =>
        payment.customerId === customerId &&
        (merchantId === undefined || payment.merchantId === merchantId) &&
        payment.acceptedAt > since &&
        !isUndone(payment),
    )
    .reduce((sum, { amount }) => sum + amount, 0);
}
