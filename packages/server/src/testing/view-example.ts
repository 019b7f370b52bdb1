import type { PaymentView } from "../contract/payment-view.ts";

/** What a browser sees of a payment that can be paid; give what differs. */
export function viewExample(change: Partial<PaymentView> = {}): PaymentView {
  return {
    id: "pay_1",
    order: "cake",
    provider: "paypay",
    environment: "emulator",
    status: "pending",
    method: "code",
    captureMode: "automatic",
    authorized: 0,
    captured: 0,
    holdExpiresAt: null,
    declineReason: null,
    amount: { value: 4200, currency: "JPY" },
    refunded: 0,
    nextAction: null,
    retiring: false,
    needsAttention: false,
    expiresAt: null,
    paidAt: null,
    serverTime: Date.parse("2026-11-21T03:00:00Z"),
    pollAfterMs: 4600,
    device: "desktop",
    version: 1,
    ...change,
  };
}
