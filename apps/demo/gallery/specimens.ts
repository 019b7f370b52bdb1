import type { ComponentType } from "react";
import { AccountCardExample } from "./examples/account-card.tsx";
import { AccountMessageExample } from "./examples/account-message.tsx";
import { AmountExample } from "./examples/amount.tsx";
import { CancelButtonExample } from "./examples/cancel-button.tsx";
import { ConfirmLinkExample } from "./examples/confirm-link.tsx";
import { CopyLinkButtonExample } from "./examples/copy-link-button.tsx";
import { CountdownExample } from "./examples/countdown.tsx";
import type { ExampleProps } from "./examples/example-props.ts";
import { LinkAccountButtonExample } from "./examples/link-account-button.tsx";
import { LinkButtonExample } from "./examples/link-button.tsx";
import { LinkQrCodeExample } from "./examples/link-qr-code.tsx";
import { LogoExample } from "./examples/logo.tsx";
import { OpenAppLinkExample } from "./examples/open-app-link.tsx";
import { PaymentCardExample } from "./examples/payment-card.tsx";
import { PaymentDetailsExample } from "./examples/payment-details.tsx";
import { PaymentReceiptExample } from "./examples/payment-receipt.tsx";
import { PaymentStatusExample } from "./examples/payment-status.tsx";
import { PayPayButtonExample } from "./examples/paypay-button.tsx";
import { PayPayKioskExample } from "./examples/paypay-kiosk.tsx";
import { PayPayQrExample } from "./examples/paypay-qr.tsx";
import { PayPayQrInAShopExample } from "./examples/paypay-qr-in-a-shop.tsx";
import { QrCodeExample } from "./examples/qr-code.tsx";
import { RetryButtonExample } from "./examples/retry-button.tsx";
import { ScanButtonExample } from "./examples/scan-button.tsx";
import { StatusMessageExample } from "./examples/status-message.tsx";
import { TestBadgeExample } from "./examples/test-badge.tsx";
import { UnlinkButtonExample } from "./examples/unlink-button.tsx";
import { declineStates, errorStates, outcomeStates, type SceneName } from "./scenes.ts";

/** An export of @kaikei/react, in each of its states. */
export interface Specimen {
  /** Its place in the address, and the name of its example's file. */
  name: string;
  /** The export that it shows. */
  shows: string;
  /** The props that it is about, where the same export has another specimen. */
  props?: string;
  group: Group;
  /** What it is shown in first stands first. */
  states: readonly [SceneName, ...SceneName[]];
  /** What `examples/<name>.tsx` exports: the source of that file is the code beside it. */
  Example: ComponentType<ExampleProps>;
  /** What she taps to begin, by `data-slot`; but for the states before that. */
  begin?: string;
}

export const groups = ["tags", "payment", "account"] as const;
export type Group = (typeof groups)[number];

const payable = ["payable", "payable-six-minutes", "payable-last-minute", "payable-trouble"] as const;
const between = ["checking", "approving", "requested", "retiring", "attention"] as const;
const results = ["authorized", "completed", "refunded", "canceled", "expired", "failed"] as const;
const ends = ["ended-expired", "ended-revoked", "ended-unlinked"] as const;

/** Everything that the gallery shows: each part and tag, in the order of the page. */
export const specimens: readonly Specimen[] = [
  {
    name: "paypay-qr",
    shows: "PayPayQr",
    group: "tags",
    states: [
      ...payable,
      "starting",
      "starting-unheard",
      ...between,
      ...results,
      ...errorStates,
      "production",
    ],
    Example: PayPayQrExample,
  },
  {
    name: "paypay-qr-in-a-shop",
    shows: "PayPayQr",
    props: "logo revision",
    group: "tags",
    states: ["payable", "completed"],
    Example: PayPayQrInAShopExample,
  },
  {
    name: "paypay-button",
    shows: "PayPayButton",
    group: "tags",
    states: [
      "ready-linked",
      "ready",
      "ready-checking",
      "ready-link-expired",
      "ready-link-revoked",
      "ready-confirm",
      "charging",
      "approving",
      "completed",
      ...declineStates,
      "error-waiting",
      "error-link",
      "error-sign-in",
    ],
    Example: PayPayButtonExample,
    begin: "pay-button",
  },
  {
    name: "payment-status",
    shows: "PaymentStatus",
    group: "tags",
    states: [
      ...payable,
      "checking-unheard",
      "charging",
      ...between,
      ...results,
      "declined-insufficient-funds",
      "error-missing",
      "error-session",
    ],
    Example: PaymentStatusExample,
  },
  {
    name: "payment-receipt",
    shows: "PaymentReceipt",
    group: "tags",
    states: ["completed", "refunded", "authorized", "payable", "canceled", "error-missing"],
    Example: PaymentReceiptExample,
  },
  {
    name: "paypay-kiosk",
    shows: "PayPayKiosk",
    group: "tags",
    states: [
      "payable",
      "payable-last-minute",
      "payable-trouble",
      "starting",
      "completed",
      "canceled",
      "error-busy",
    ],
    Example: PayPayKioskExample,
  },
  {
    name: "link-account-button",
    shows: "LinkAccountButton",
    group: "tags",
    states: [
      "not-linked",
      "linked",
      "linked-without-phone",
      "account-checking",
      "signed-out",
      ...ends,
      "confirm",
      "scanning",
      "leaving",
      "linking",
      "unlink-question",
      "unlinking",
      ...outcomeStates,
      "account-error",
    ],
    Example: LinkAccountButtonExample,
  },
  {
    name: "payment-card",
    shows: "PaymentCard",
    group: "payment",
    states: ["payable", "starting", "completed", "expired"],
    Example: PaymentCardExample,
  },
  {
    name: "amount",
    shows: "Amount",
    group: "payment",
    states: ["payable", "starting-unheard", "completed"],
    Example: AmountExample,
  },
  {
    name: "logo",
    shows: "Logo",
    group: "payment",
    states: ["payable"],
    Example: LogoExample,
  },
  {
    name: "test-badge",
    shows: "TestBadge",
    group: "payment",
    states: ["payable", "production"],
    Example: TestBadgeExample,
  },
  {
    name: "status-message",
    shows: "StatusMessage",
    group: "payment",
    states: [...payable, "starting", "charging", ...between, ...results, ...declineStates, ...errorStates],
    Example: StatusMessageExample,
  },
  {
    name: "qr-code",
    shows: "QrCode",
    group: "payment",
    states: ["payable", "starting", "checking"],
    Example: QrCodeExample,
  },
  {
    name: "open-app-link",
    shows: "OpenAppLink",
    group: "payment",
    states: ["payable", "approving"],
    Example: OpenAppLinkExample,
  },
  {
    name: "copy-link-button",
    shows: "CopyLinkButton",
    group: "payment",
    states: ["payable"],
    Example: CopyLinkButtonExample,
  },
  {
    name: "countdown",
    shows: "Countdown",
    group: "payment",
    states: [...payable],
    Example: CountdownExample,
  },
  {
    name: "payment-details",
    shows: "PaymentDetails",
    group: "payment",
    states: ["completed", "refunded", "authorized"],
    Example: PaymentDetailsExample,
  },
  {
    name: "retry-button",
    shows: "RetryButton",
    group: "payment",
    states: ["expired", "canceled", "failed", "error-busy"],
    Example: RetryButtonExample,
  },
  {
    name: "cancel-button",
    shows: "CancelButton",
    group: "payment",
    states: ["payable", "requested"],
    Example: CancelButtonExample,
  },
  {
    name: "account-card",
    shows: "AccountCard",
    group: "account",
    states: ["not-linked", "linked"],
    Example: AccountCardExample,
  },
  {
    name: "account-message",
    shows: "AccountMessage",
    group: "account",
    states: [
      "not-linked",
      "linked",
      "linked-without-phone",
      "account-checking",
      "signed-out",
      ...ends,
      "confirm",
      ...outcomeStates,
      "account-error",
    ],
    Example: AccountMessageExample,
  },
  {
    name: "link-button",
    shows: "LinkButton",
    group: "account",
    states: ["not-linked", "ended-expired"],
    Example: LinkButtonExample,
  },
  {
    name: "scan-button",
    shows: "ScanButton",
    group: "account",
    states: ["not-linked", "scanning"],
    Example: ScanButtonExample,
  },
  {
    name: "link-qr-code",
    shows: "LinkQrCode",
    group: "account",
    states: ["scanning"],
    Example: LinkQrCodeExample,
  },
  {
    name: "confirm-link",
    shows: "ConfirmLink",
    group: "account",
    states: ["confirm"],
    Example: ConfirmLinkExample,
  },
  {
    name: "unlink-button",
    shows: "UnlinkButton",
    group: "account",
    states: ["linked", "unlink-question"],
    Example: UnlinkButtonExample,
  },
];

export function findSpecimen(name: string): Specimen | undefined {
  return specimens.find((specimen) => specimen.name === name);
}

/** What a specimen is called. */
export function titleOf({ shows, props }: Specimen): string {
  return props === undefined ? shows : `${shows} ${props}`;
}
