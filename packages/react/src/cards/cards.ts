/**
 * What each tag shows, at once. This is `#cards` of a server, so that its HTML is whole, and of tests in Node. A browser's
 * bundler takes `cards.browser.ts` in its place (`imports` in package.json).
 */
export { LinkAccountCard } from "./link-account-card.tsx";
export { PaymentReceiptCard } from "./payment-receipt-card.tsx";
export { PaymentStatusCard } from "./payment-status-card.tsx";
export { PayPayButtonCard } from "./paypay-button-card.tsx";
export { PayPayKioskCard } from "./paypay-kiosk-card.tsx";
export { PayPayQrCard } from "./paypay-qr-card.tsx";
