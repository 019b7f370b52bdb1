import type { Intent } from "../store/payment-store.ts";

/** An intent as `start` writes it down first; give what differs. */
export function exampleIntent(change: Partial<Intent> = {}): Intent {
  const now = new Date("2026-11-21T03:00:00Z");
  return {
    id: "pay_1",
    order: "cake",
    provider: "paypay",
    environment: "emulator",
    merchant: "100000000000000001",
    ordered: { amount: 4200, currency: "JPY" },
    revision: null,
    method: "code",
    captureMode: "automatic",
    payer: null,
    agreedToSimilar: false,
    chargeKey: null,
    beginRequest: "{}",
    now,
    leaseUntil: now,
    ...change,
  };
}
