"use client";

import { lateCard } from "./late-card.tsx";

// Each is dropped from a bundle that has no such tag.
export const LinkAccountCard = /* @__PURE__ */ lateCard(
  "link-account",
  async () => (await import("./link-account-card.tsx")).LinkAccountCard,
);
export const PaymentReceiptCard = /* @__PURE__ */ lateCard(
  "payment-receipt",
  async () => (await import("./payment-receipt-card.tsx")).PaymentReceiptCard,
);
export const PaymentStatusCard = /* @__PURE__ */ lateCard(
  "payment-status",
  async () => (await import("./payment-status-card.tsx")).PaymentStatusCard,
);
export const PayPayButtonCard = /* @__PURE__ */ lateCard(
  "paypay-button",
  async () => (await import("./paypay-button-card.tsx")).PayPayButtonCard,
);
export const PayPayKioskCard = /* @__PURE__ */ lateCard(
  "paypay-kiosk",
  async () => (await import("./paypay-kiosk-card.tsx")).PayPayKioskCard,
);
export const PayPayQrCard = /* @__PURE__ */ lateCard(
  "paypay-qr",
  async () => (await import("./paypay-qr-card.tsx")).PayPayQrCard,
);
