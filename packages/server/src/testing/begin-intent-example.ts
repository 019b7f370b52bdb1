import type { BeginIntent } from "../provider.ts";

/** What `begin` needs of a payment by code; give what differs. */
export function exampleBeginIntent(change: Partial<BeginIntent> = {}): BeginIntent {
  return {
    paymentId: "pay_1",
    amount: { amount: 1500, currency: "JPY" },
    description: null,
    returnUrl: "https://shop.example/orders/1",
    method: "code",
    captureMode: "automatic",
    holdUntil: null,
    expiresAt: null,
    agreedToSimilar: false,
    shopper: { device: "desktop", userAgent: null, ipAddress: null },
    requestedAt: new Date(1_700_000_000_000),
    ...change,
  };
}
