// Apart from the package's root: what is named there and loaded dynamically as well, bundlers load at once. So are what the
// parts write money and time with.
export { useTimeLeft } from "../hooks/use-time-left.ts";
export { formatAmount } from "../messages/format-amount.ts";
export { AccountCard, type AccountCardProps } from "./account-card.tsx";
export { AccountMessage, type AccountMessageProps } from "./account-message.tsx";
export { Amount, type AmountProps } from "./amount.tsx";
export { CancelButton, type CancelButtonProps } from "./cancel-button.tsx";
export { ConfirmLink, type ConfirmLinkProps } from "./confirm-link.tsx";
export { CopyLinkButton, type CopyLinkButtonProps } from "./copy-link-button.tsx";
export { Countdown, type CountdownProps } from "./countdown.tsx";
export { LinkButton, type LinkButtonProps } from "./link-button.tsx";
export { LinkQrCode, type LinkQrCodeProps } from "./link-qr-code.tsx";
export { Logo, type LogoProps } from "./logo.tsx";
export { OpenAppLink, type OpenAppLinkProps } from "./open-app-link.tsx";
export { PaymentCard, type PaymentCardProps } from "./payment-card.tsx";
export { PaymentDetails, type PaymentDetailsProps } from "./payment-details.tsx";
export { QrCode, type QrCodeProps } from "./qr-code.tsx";
export { RetryButton, type RetryButtonProps } from "./retry-button.tsx";
export { ScanButton, type ScanButtonProps } from "./scan-button.tsx";
export { StatusMessage, type StatusMessageProps } from "./status-message.tsx";
export { TestBadge, type TestBadgeProps } from "./test-badge.tsx";
export { UnlinkButton, type UnlinkButtonProps } from "./unlink-button.tsx";
