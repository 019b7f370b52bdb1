import { isIP } from "node:net";
import { KaikeiError } from "../../errors.ts";
import type { BeginIntent } from "../../provider.ts";
import { createCodeSchema } from "./request-schemas.ts";
import { shorten } from "./shorten.ts";

/**
 * The body of `POST /v2/codes` for a payment, as the text that is stored and sent. The same intent gives the
 * same bytes. Pure.
 *
 * @throws KaikeiError `invalid_request` when PayPay could not take it (an id or an amount out of bounds).
 */
export function createCodeRequest(intent: BeginIntent): string {
  const { shopper } = intent;
  const request = createCodeSchema.safeParse({
    merchantPaymentId: intent.paymentId,
    amount: intent.amount,
    codeType: "ORDER_QR",
    ...(intent.description !== null && { orderDescription: shorten(intent.description) }),
    requestedAt: Math.floor(intent.requestedAt.getTime() / 1000),
    redirectUrl: intent.returnUrl,
    redirectType: "WEB_LINK",
    ...(intent.captureMode === "manual" && { isAuthorization: true }),
    ...(intent.holdUntil !== null && { authorizationExpiry: Math.floor(intent.holdUntil.getTime() / 1000) }),
    // PayPay reopens the browser that it is told of. The shopper at a desktop pays on another device: nothing
    // to reopen there.
    ...(shopper.device === "phone" && shopper.userAgent && { userAgent: shorten(shopper.userAgent) }),
    ...(isPlainAddress(shopper.ipAddress) && { ipAddress: shopper.ipAddress }),
  });
  if (request.success) return JSON.stringify(request.data);
  const [issue] = request.error.issues;
  throw new KaikeiError("invalid_request", `A PayPay code: ${issue?.path.join(".")}: ${issue?.message}.`);
}

/** An address with a zone (`fe80::1%eth0`) means something on one machine only. */
function isPlainAddress(address: string | null): address is string {
  return address !== null && isIP(address) !== 0 && !address.includes("%");
}
