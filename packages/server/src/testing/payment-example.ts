import type { Payment } from "../domain/payment.ts";

/** A payment as it is first written down; give what differs. */
export function examplePayment(change: Partial<Payment> = {}): Payment {
  return {
    id: "pay_1",
    order: "cake",
    provider: "paypay",
    environment: "emulator",
    merchant: "100000000000000001",
    status: "created",
    ordered: { amount: 4200, currency: "JPY" },
    revision: null,
    authorized: 0,
    captured: 0,
    refunded: 0,
    providerPaymentId: null,
    providerCodeId: null,
    nextAction: null,
    expiresAt: null,
    late: false,
    uncertain: true,
    abandoned: false,
    retiring: false,
    stale: false,
    fulfilment: null,
    attention: null,
    createdAt: new Date("2026-11-21T03:00:00Z"),
    paidAt: null,
    closedAt: null,
    version: 1,
    ...change,
  };
}
