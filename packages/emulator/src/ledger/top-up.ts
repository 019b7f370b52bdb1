import { randomBytes, randomUUID } from "node:crypto";
import type { Merchant } from "../options.ts";
import type { TopUpRequest } from "../requests/top-up-request.ts";
import { isRefusal, type Refusal, refuse } from "../result-codes.ts";
import { authorizationOf } from "./authorization-of.ts";
import type { Customer } from "./customer.ts";
import { type Ledger, orderKey } from "./ledger.ts";

/** A shop's invitation to a linked customer to put money into her wallet. Amounts are whole yen, times epoch seconds. */
export interface TopUp {
  readonly codeId: string;
  readonly topUpId: string;
  readonly merchantId: string;
  readonly merchantName: string;
  readonly customerId: string;
  readonly request: TopUpRequest;
  /** The request exactly as it came: what "the same request again" is measured by. */
  readonly body: string;
  readonly url: string;
  readonly createdAt: number;
  readonly expiryDate: number;
  /** How much she put in, and when. */
  done: { readonly amount: number; readonly at: number } | null;
}

export type TopUpState = "open" | "done" | "expired";

export function topUpState(topUp: TopUp, now: number): TopUpState {
  if (topUp.done) return "done";
  return now >= topUp.expiryDate ? "expired" : "open";
}

export interface TopUpToMake {
  readonly merchant: Merchant;
  readonly request: TopUpRequest;
  readonly body: string;
  /** Where shoppers reach the emulator. */
  readonly origin: string;
}

/** A new invitation, or the earlier one when the very same request comes again. */
export function makeTopUp(ledger: Ledger, { merchant, request, body, origin }: TopUpToMake): TopUp | Refusal {
  const { merchantId } = merchant;
  const earlier = topUpOf(ledger, merchantId, request.merchantTopUpId);
  if (earlier) return earlier.body === body ? earlier : refuse("DUPLICATE_DYNAMIC_QR_REQUEST");
  const linked = authorizationOf(
    ledger,
    merchantId,
    request.userAuthorizationId,
    "user_topup",
    "merchant_topup",
  );
  if (isRefusal(linked)) return linked;
  if (linked.customer.closed) return refuse("USER_STATE_IS_NOT_ACTIVE");
  const codeId = `05-${randomBytes(12).toString("base64url")}`;
  const createdAt = ledger.now();
  const topUp: TopUp = {
    codeId,
    topUpId: randomUUID(),
    merchantId,
    merchantName: merchant.name,
    customerId: linked.customer.id,
    request,
    body,
    url: `${origin}/top-up/${codeId}`,
    createdAt,
    expiryDate: createdAt + ledger.habits.codeLifeSeconds,
    done: null,
  };
  ledger.topUps.set(orderKey(merchantId, request.merchantTopUpId), topUp);
  return topUp;
}

export function topUpOf(ledger: Ledger, merchantId: string, merchantTopUpId: string): TopUp | undefined {
  return ledger.topUps.get(orderKey(merchantId, merchantTopUpId));
}

export function topUpByCode(ledger: Ledger, codeId: string): TopUp | undefined {
  return [...ledger.topUps.values()].find((topUp) => topUp.codeId === codeId);
}

/** Withdraws an invitation that nobody followed; it is forgotten. */
export function deleteTopUp(ledger: Ledger, merchantId: string, codeId: string): TopUp | Refusal {
  const topUp = topUpByCode(ledger, codeId);
  if (topUp?.merchantId !== merchantId || topUp.done) return refuse("RESOURCE_NOT_FOUND");
  ledger.topUps.delete(orderKey(merchantId, topUp.request.merchantTopUpId));
  return topUp;
}

/** She follows the invitation. Null when she cannot: too late, too little, or more than her wallet may hold. */
export function followTopUp(ledger: Ledger, topUp: TopUp, customer: Customer, amount: number): TopUp | null {
  const fits = amount >= topUp.request.minimumTopUpAmount.amount;
  const holds = customer.balance + amount <= customer.balanceLimit;
  if (topUpState(topUp, ledger.now()) !== "open" || customer.closed || !fits || !holds) return null;
  customer.balance += amount;
  topUp.done = { amount, at: ledger.now() };
  return topUp;
}
