import { randomBytes } from "node:crypto";
import type { Merchant } from "../options.ts";
import type { CreateCodeRequest } from "../requests/create-code-request.ts";
import { type Refusal, refuse } from "../result-codes.ts";
import { type Code, codeState } from "./code.ts";
import { codeOf, paymentOf, paymentRequestOf } from "./find.ts";
import { whyNotHeld } from "./hold.ts";
import { type Ledger, orderKey } from "./ledger.ts";
import { orderFrom } from "./order.ts";

export interface CodeToMake {
  readonly merchant: Merchant;
  readonly request: CreateCodeRequest;
  /** The request as it came over the wire. */
  readonly body: string;
  /** Where shoppers reach the emulator. */
  readonly origin: string;
}

/** A new code, or the earlier one when the very same request comes again while its code can still be paid. */
export function makeCode(ledger: Ledger, { merchant, request, body, origin }: CodeToMake): Refusal | Code {
  const earlier = codeOf(ledger, merchant.merchantId, request.merchantPaymentId);
  if (earlier) {
    const replay = ledger.habits.duplicateCreate === "replay" && earlier.body === body;
    const payable = codeState(earlier, ledger.now()) === "open";
    return replay && payable ? earlier : refuse("DUPLICATE_DYNAMIC_QR_REQUEST");
  }
  // Another kind of payment has this id, so the code could never be paid.
  const isUsed = [paymentOf, paymentRequestOf].some((find) =>
    find(ledger, merchant.merchantId, request.merchantPaymentId),
  );
  if (isUsed) return refuse("DUPLICATE_DYNAMIC_QR_REQUEST");
  const refused = whyNotMade(ledger, merchant, request);
  if (refused) return refused;

  const codeId = `04-${randomBytes(12).toString("base64url")}`;
  const url = `${origin}/pay/${codeId}`;
  const createdAt = ledger.now();
  const expiryDate = createdAt + ledger.habits.codeLifeSeconds;
  const deeplink = `paypay://payment?link_key=${encodeURIComponent(url)}`;
  const code: Code = {
    codeId,
    merchantId: merchant.merchantId,
    merchantName: merchant.name,
    merchantPaymentId: request.merchantPaymentId,
    amount: request.amount.amount,
    order: orderFrom(request),
    isHold: request.isAuthorization ?? false,
    holdUntil: request.authorizationExpiry ?? null,
    redirectUrl: request.redirectUrl ?? null,
    body,
    answer: { codeId, url, deeplink, expiryDate, ...echo(request) },
    url,
    createdAt,
    expiryDate,
    state: "open",
    declinedBy: new Set(),
  };
  ledger.codes.set(codeId, code);
  ledger.codesByOrder.set(orderKey(code.merchantId, code.merchantPaymentId), code);
  return code;
}

/** Makes a code unusable. A paid one stays paid. */
export function deleteCode(ledger: Ledger, merchantId: string, codeId: string): Refusal | Code {
  const code = ledger.codes.get(codeId);
  if (!code || code.merchantId !== merchantId || code.state === "deleted" || isGone(ledger, code)) {
    return refuse("DYNAMIC_QR_NOT_FOUND");
  }
  if (code.state === "paid") return refuse("DYNAMIC_QR_ALREADY_PAID");
  code.state = "deleted";
  return code;
}

/** PayPay forgets an unpaid code some time after its expiry; until then it still calls it CREATED. */
export function isGone(ledger: Ledger, code: Code): boolean {
  return code.state === "open" && ledger.now() >= code.expiryDate + ledger.habits.codeLingersSeconds;
}

function whyNotMade(ledger: Ledger, merchant: Merchant, request: CreateCodeRequest): Refusal | null {
  if (request.codeType !== "ORDER_QR") return refuse("DYNAMIC_QR_BAD_REQUEST", "codeType must be ORDER_QR");
  if (request.redirectUrl && !isReturnAddress(request.redirectUrl)) {
    return refuse("DYNAMIC_QR_BAD_REQUEST", "redirectUrl is not an address");
  }
  if (!request.isAuthorization) return null;
  return whyNotHeld(ledger, merchant, request.authorizationExpiry ?? null);
}

/** An app's own scheme is fine; a scheme that runs script in the wallet is not. */
function isReturnAddress(address: string): boolean {
  return URL.canParse(address) && !["javascript:", "data:", "vbscript:"].includes(new URL(address).protocol);
}

/** The request as the answer repeats it. Only here PayPay writes `unit_price`. */
function echo({ orderItems, ...request }: CreateCodeRequest): Record<string, unknown> {
  if (!orderItems) return request;
  return {
    ...request,
    orderItems: orderItems.map(({ unitPrice, ...item }) => ({ ...item, unit_price: unitPrice })),
  };
}
