import type { AccountView, DeclineReason, PaymentView } from "@kaikei/server/contract";

/** The server's clock where a test begins: noon in Japan on 1 April 2027, nowhere near the browser's. */
export const serverStart = Date.UTC(2027, 3, 1, 3);

/** A payment that waits to be scanned: ¥1,200, five minutes left. */
export function pendingView(over: Partial<PaymentView> = {}): PaymentView {
  return {
    id: "pay_0",
    order: "order-1",
    provider: "paypay",
    environment: "emulator",
    status: "pending",
    method: "code",
    captureMode: "automatic",
    authorized: 0,
    captured: 0,
    holdExpiresAt: null,
    declineReason: null,
    amount: { value: 1200, currency: "JPY" },
    refunded: 0,
    nextAction: { kind: "scan_qr", url: "https://qr.example/abc", deepLink: null },
    retiring: false,
    needsAttention: false,
    expiresAt: serverStart + 300_000,
    paidAt: null,
    serverTime: serverStart,
    pollAfterMs: 3_000,
    device: "desktop",
    version: 1,
    ...over,
  };
}

/** How a linked account's charge looks while its outcome is not known. */
export function charging(view: PaymentView): PaymentView {
  return { ...view, status: "created", method: "linked_account", nextAction: null, expiresAt: null };
}

/** A charge of a linked account that was refused. */
export function declined(view: PaymentView, declineReason: DeclineReason | null): PaymentView {
  return { ...ended(view, "failed"), method: "linked_account", declineReason };
}

/** The same payment, paid. */
export function completed(view: PaymentView): PaymentView {
  return {
    ...view,
    status: "completed",
    nextAction: null,
    pollAfterMs: null,
    captured: view.amount.value,
    paidAt: view.serverTime,
    version: view.version + 1,
  };
}

/** The same payment, over without money. */
export function ended(view: PaymentView, status: "canceled" | "expired" | "failed"): PaymentView {
  return { ...view, status, nextAction: null, pollAfterMs: null, version: view.version + 1 };
}

/** A signed-in customer who has linked nothing. */
export function accountView(over: Partial<AccountView> = {}): AccountView {
  return {
    status: "not_linked",
    provider: "paypay",
    environment: "emulator",
    maskedPhone: null,
    linkedAt: null,
    expiresAt: null,
    endedBecause: null,
    confirmation: null,
    ...over,
  };
}

/** A customer who pays with one tap. */
export function linkedAccount(): AccountView {
  return accountView({ status: "linked", maskedPhone: "*******1234", linkedAt: 1, expiresAt: 2 });
}
