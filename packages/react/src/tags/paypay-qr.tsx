"use client";

import { forwardRef, type ReactNode } from "react";
import { CheckoutContext } from "../checkout-context.ts";
import { type UseCheckoutOptions, useCheckout } from "../hooks/use-checkout.ts";
import { Amount } from "../parts/amount.tsx";
import { CancelButton } from "../parts/cancel-button.tsx";
import type { CardProps } from "../parts/card.tsx";
import { CheckoutStatus } from "../parts/checkout-status.tsx";
import { PayByCode } from "../parts/pay-by-code.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { TestBadge } from "../parts/test-badge.tsx";

/** Props of {@link PayPayQr}: those of its `<section>`, and what it pays. */
export interface PayPayQrProps extends CardProps, Omit<UseCheckoutOptions, "wait"> {
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
  { order, payment, revision, amount, onComplete, children, ...props },
  ref,
) {
  const checkout = useCheckout({ order, payment, revision, amount, onComplete });
  const { state, retry, cancel } = checkout;
  const shown = children === undefined ? <CheckoutStatus state={state} /> : children;
  return (
    <CheckoutContext.Provider value={checkout}>
      <PaymentCard data-slot="paypay-qr" {...props} ref={ref} state={state}>
        <TestBadge state={state} />
        <Amount state={state} />
        {shown}
        <PayByCode state={state} />
        <RetryButton state={state} onRetry={retry} />
        <CancelButton state={state} onCancel={cancel} />
      </PaymentCard>
    </CheckoutContext.Provider>
  );
});
