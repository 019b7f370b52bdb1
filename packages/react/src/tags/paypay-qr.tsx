"use client";

import { forwardRef, type HTMLAttributes, type ReactNode } from "react";
import { CheckoutContext } from "../checkout-context.ts";
import { type UseCheckoutOptions, useCheckout } from "../hooks/use-checkout.ts";
import { useWords } from "../hooks/use-words.ts";
import { Amount } from "../parts/amount.tsx";
import { CancelButton } from "../parts/cancel-button.tsx";
import { Countdown } from "../parts/countdown.tsx";
import { OpenAppLink } from "../parts/open-app-link.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { TestBadge } from "../parts/test-badge.tsx";
import type { PaymentState } from "../payment-state.ts";
import { PaymentStatus } from "./payment-status.tsx";

/** Props of {@link PayPayQr}: those of its `<section>`, and what it pays. */
export interface PayPayQrProps extends Omit<HTMLAttributes<HTMLElement>, "children">, UseCheckoutOptions {
  /** Shown between the amount and the code; `<PaymentStatus />` unless told. */
  children?: ReactNode;
}

/**
 * Takes a PayPay payment for an order: the QR code on a desktop, the button that opens the app on a phone, then the
 * result. Starts the payment on mount; the order never has more than one code that can be paid.
 *
 * @example
 * ```tsx
 * <PayPayQr order={order} onComplete={() => router.refresh()}>
 *   <PaymentStatus />
 * </PayPayQr>
 * ```
 */
export const PayPayQr = forwardRef<HTMLElement, PayPayQrProps>(function PayPayQr(
  { order, payment, onComplete, children = <PaymentStatus />, ...props },
  ref,
) {
  const checkout = useCheckout({ order, payment, onComplete });
  const { state, retry, cancel } = checkout;
  return (
    <CheckoutContext.Provider value={checkout}>
      <PaymentCard data-slot="paypay-qr" {...props} ref={ref} state={state}>
        <TestBadge state={state} />
        <Amount state={state} />
        {children}
        <Method state={state} />
        <RetryButton state={state} onRetry={retry} />
        <CancelButton state={state} onCancel={cancel} />
      </PaymentCard>
    </CheckoutContext.Provider>
  );
});

/** How to pay: on a phone the app first and the code for another device behind a disclosure; else the code first. */
function Method({ state }: { state: PaymentState }) {
  const { say } = useWords();
  if (state.phase !== "payable" || state.payment.device === "desktop") {
    return (
      <>
        <QrCode state={state} />
        <Countdown state={state} />
        <OpenAppLink state={state} />
      </>
    );
  }
  return (
    <>
      <OpenAppLink state={state} />
      <Countdown state={state} />
      <details data-slot="other-device" data-status={state.phase}>
        <summary>{say("otherDevice.summary")}</summary>
        <QrCode state={state} />
      </details>
    </>
  );
}
