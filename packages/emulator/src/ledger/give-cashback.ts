import { randomInt } from "node:crypto";
import type { Merchant } from "../options.ts";
import type { CashbackRequest, CashbackReversalRequest } from "../requests/cashback-request.ts";
import { isRefusal, type Refusal, refuse } from "../result-codes.ts";
import { authorizationOf } from "./authorization-of.ts";
import type { Cashback, CashbackReversal } from "./cashback.ts";
import { prolongAuthorization } from "./end-authorization.ts";
import { type Ledger, orderKey } from "./ledger.ts";

/** Takes a cashback on; whether there is money for it turns out later. */
export function giveCashback(
  ledger: Ledger,
  merchant: Merchant,
  request: CashbackRequest,
): Cashback | Refusal {
  const { merchantId } = merchant;
  const key = orderKey(merchantId, request.merchantCashbackId);
  if (ledger.cashbacks.has(key)) {
    return refuse("VALIDATION_FAILED_EXCEPTION", "merchantCashbackId was used before");
  }
  const linked = authorizationOf(ledger, merchantId, request.userAuthorizationId, "cashback");
  if (isRefusal(linked)) return linked;
  const cashback: Cashback = {
    ...accepted(ledger, merchantId, request),
    merchantName: merchant.name,
    merchantCashbackId: request.merchantCashbackId,
    cashbackId: `0${Array.from({ length: 19 }, () => randomInt(10)).join("")}`,
    customerId: linked.customer.id,
    userAuthorizationId: request.userAuthorizationId,
    orderDescription: request.orderDescription ?? null,
    walletType: request.walletType ?? "PREPAID",
  };
  ledger.cashbacks.set(key, cashback);
  prolongAuthorization(ledger, linked.authorization);
  return cashback;
}

/** Takes a reversal on. It may come before its cashback is decided, and waits for that. */
export function reverseCashback(
  ledger: Ledger,
  merchant: Merchant,
  request: CashbackReversalRequest,
): CashbackReversal | Refusal {
  const { merchantId } = merchant;
  const key = orderKey(merchantId, request.merchantCashbackReversalId);
  if (ledger.cashbackReversals.has(key)) {
    return refuse("VALIDATION_FAILED_EXCEPTION", "merchantCashbackReversalId was used before");
  }
  const cashback = ledger.cashbacks.get(orderKey(merchantId, request.merchantCashbackId));
  if (!cashback) return refuse("TRANSACTION_NOT_FOUND");
  if (request.amount.amount > cashback.amount - reversedAmount(ledger, cashback)) {
    return refuse("VALIDATION_FAILED_EXCEPTION", "amount is more than is left of the cashback");
  }
  const reversal: CashbackReversal = {
    ...accepted(ledger, merchantId, request),
    merchantCashbackReversalId: request.merchantCashbackReversalId,
    cashback,
    reason: request.reason ?? null,
  };
  ledger.cashbackReversals.set(key, reversal);
  return reversal;
}

/** What is taken back of it, or may still be. */
function reversedAmount(ledger: Ledger, cashback: Cashback): number {
  return [...ledger.cashbackReversals.values()]
    .filter((reversal) => reversal.cashback === cashback && reversal.status !== "FAILURE")
    .reduce((sum, { amount }) => sum + amount, 0);
}

function accepted(ledger: Ledger, merchantId: string, request: CashbackRequest | CashbackReversalRequest) {
  const acceptedAt = ledger.now();
  return {
    merchantId,
    amount: request.amount.amount,
    metadata: request.metadata ?? {},
    requestedAt: request.requestedAt,
    acceptedAt,
    dueAt: acceptedAt + ledger.habits.cashbackSettlesAfterSeconds,
    status: "ACCEPTED",
    problem: null,
  } as const;
}
