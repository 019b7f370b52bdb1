import type { CashbackReversal } from "../ledger/cashback.ts";
import type { Code } from "../ledger/code.ts";
import { codeState } from "../ledger/code.ts";
import type { Customer } from "../ledger/customer.ts";
import { refundedAmount } from "../ledger/find.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { capturedAmount, type Payment } from "../ledger/payment.ts";
import { type PaymentRequest, paymentRequestState } from "../ledger/payment-request.ts";
import { type TopUp, topUpState } from "../ledger/top-up.ts";
import { authorizationSnapshot } from "./links.ts";

/** The whole ledger as plain JSON: what a test compares a shop's own books with. */
export function snapshot(ledger: Ledger) {
  return {
    now: ledger.now(),
    codes: [...ledger.codes.values()].map((code) => codeSnapshot(code, ledger.now())),
    payments: [...ledger.payments.values()].map((payment) => paymentSnapshot(ledger, payment)),
    topUps: [...ledger.topUps.values()].map((topUp) => topUpSnapshot(topUp, ledger.now())),
    authorizations: [...ledger.authorizations.values()].map((authorization) =>
      authorizationSnapshot(ledger, authorization),
    ),
    requests: [...ledger.paymentRequests.values()].map((request) => requestSnapshot(request, ledger.now())),
    refunds: ledger.refunds.map((refund) => ({ ...refund })),
    cashbacks: [...ledger.cashbacks.values()].map((cashback) => ({ ...cashback })),
    cashbackReversals: [...ledger.cashbackReversals.values()].map(reversalSnapshot),
    merchants: [...ledger.cashbackFunds].map(([merchantId, cashbackFunds]) => ({
      merchantId,
      cashbackFunds,
    })),
    customers: [...ledger.customers.values()].map(customerSnapshot),
  };
}

export type LedgerSnapshot = ReturnType<typeof snapshot>;

export function codeSnapshot(code: Code, now: number) {
  const { codeId, merchantId, merchantPaymentId, amount, isHold, redirectUrl, url, createdAt, expiryDate } =
    code;
  return {
    codeId,
    merchantId,
    merchantPaymentId,
    amount,
    isHold,
    redirectUrl,
    url,
    createdAt,
    expiryDate,
    state: codeState(code, now),
    declinedBy: [...code.declinedBy],
  };
}

export function paymentSnapshot(ledger: Ledger, payment: Payment) {
  const { order: _order, approval, ...rest } = payment;
  return {
    ...structuredClone(rest),
    captured: capturedAmount(payment),
    refunded: refundedAmount(ledger, payment.paymentId),
    waitsForApproval: approval !== null,
  };
}

export function requestSnapshot(request: PaymentRequest, now: number) {
  const { order: _order, answer: _answer, ...rest } = request;
  return { ...rest, state: paymentRequestState(request, now) };
}

function reversalSnapshot({ cashback, ...reversal }: CashbackReversal) {
  const { merchantCashbackId, customerId } = cashback;
  return { ...reversal, merchantCashbackId, customerId };
}

function topUpSnapshot(topUp: TopUp, now: number) {
  const { body: _body, request, ...rest } = topUp;
  return {
    ...rest,
    merchantTopUpId: request.merchantTopUpId,
    minimum: request.minimumTopUpAmount.amount,
    state: topUpState(topUp, now),
  };
}

export function customerSnapshot({ id, balance, closed, suspended, payProblem }: Customer) {
  return { id, balance, closed, suspended, payProblem };
}
