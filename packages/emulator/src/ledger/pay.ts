import { isRefusal, type Refusal, refuse } from "../result-codes.ts";
import { type Code, codeState } from "./code.ts";
import type { Customer } from "./customer.ts";
import { giveBack, type Ledger } from "./ledger.ts";
import { makePayment } from "./make-payment.ts";
import type { Payment } from "./payment.ts";

/** The customer presses Pay on a code's page. */
export function payCode(ledger: Ledger, code: Code, customer: Customer): Payment | Refusal {
  const now = ledger.now();
  const state = codeState(code, now);
  if (state === "paid") return refuse("DYNAMIC_QR_ALREADY_PAID");
  if (state !== "open") return refuse("DYNAMIC_QR_NOT_FOUND");
  const { merchantId, merchantName, merchantPaymentId, amount, order, isHold, holdUntil } = code;
  const payment = makePayment(ledger, {
    method: "code",
    merchantId,
    merchantName,
    merchantPaymentId,
    customer,
    userAuthorizationId: null,
    amount,
    order,
    isHold,
    holdUntil,
    requestedAt: now,
  });
  if (!isRefusal(payment)) code.state = "paid";
  return payment;
}

/** The payment is undone as a whole; PayPay calls that FAILED and sends no webhook. */
export function fail(ledger: Ledger, payment: Payment): void {
  payment.status = "FAILED";
  payment.canceledAt = ledger.now();
  payment.cancelDueAt = null;
  payment.approval = null;
  giveBack(ledger, payment, payment.taken);
}
