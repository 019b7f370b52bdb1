"use client";

import { forwardRef, type ReactNode } from "react";
import { PayPayQrCard } from "#cards";
import { type UseCheckoutOptions, useCheckout } from "../hooks/use-checkout.ts";
import type { CardProps } from "../parts/card.tsx";

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
  { order, payment, revision, amount, onComplete, ...props },
  ref,
) {
  const checkout = useCheckout({ order, payment, revision, amount, onComplete });
  return <PayPayQrCard {...props} ref={ref} checkout={checkout} state={checkout.state} amount={amount} />;
});
