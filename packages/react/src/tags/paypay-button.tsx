"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { forwardRef, type ReactNode } from "react";
import { PayPayButtonCard } from "#cards";
import { type LinkOptions, useAccount } from "../hooks/use-account.ts";
import { type UseCheckoutOptions, useCheckout } from "../hooks/use-checkout.ts";
import type { CardProps } from "../parts/card.tsx";

/** Props of {@link PayPayButton}: those of its `<section>`, and what it pays. */
export interface PayPayButtonProps extends CardProps, Omit<UseCheckoutOptions, "wait">, LinkOptions {
  /** What the order costs, to show before the tap. When the server knows another price, nothing is started. */
  amount?: PaymentView["amount"] | undefined;
  /** Shown once a payment has been started; `<PaymentStatus />` unless told. */
  children?: ReactNode;
}

/**
 * Takes a PayPay payment in one tap from the account that the customer has linked; by code or in the app from
 * everybody else. Nothing is started before the tap, and a double tap charges once.
 *
 * @example
 * ```tsx
 * <PayPayButton order={order} amount={{ value: 1200, currency: "JPY" }} />
 * ```
 */
export const PayPayButton = forwardRef<HTMLElement, PayPayButtonProps>(function PayPayButton(
  { order, payment, revision, amount, onComplete, ...props },
  ref,
) {
  const checkout = useCheckout({ order, payment, revision, amount, onComplete, wait: true });
  const linked = useAccount();
  const own = { checkout, state: checkout.state, linked, amount };
  return <PayPayButtonCard {...props} {...own} ref={ref} />;
});
