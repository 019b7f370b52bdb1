import type { Cashback, CashbackReversal } from "../ledger/cashback.ts";
import { jpy } from "./payment-data.ts";

/** `data` of a cashback's details. */
export function cashbackData(cashback: Cashback) {
  return {
    status: cashback.status,
    acceptedAt: cashback.acceptedAt,
    merchantAlias: cashback.merchantName,
    amount: jpy(cashback.amount),
    requestedAt: cashback.requestedAt,
    metadata: cashback.metadata,
    cashbackId: cashback.cashbackId,
    merchantCashbackId: cashback.merchantCashbackId,
    userAuthorizationId: cashback.userAuthorizationId,
    orderDescription: cashback.orderDescription,
    walletType: cashback.walletType,
  };
}

/** `data` of a reversal's details: PayPay's samples have the same fields, of the reversal where they differ. */
export function reversalData(reversal: CashbackReversal) {
  return {
    ...cashbackData(reversal.cashback),
    status: reversal.status,
    acceptedAt: reversal.acceptedAt,
    amount: jpy(reversal.amount),
    requestedAt: reversal.requestedAt,
    metadata: reversal.metadata,
    merchantCashbackReversalId: reversal.merchantCashbackReversalId,
    reason: reversal.reason,
  };
}
