"use client";

import type { PaymentGrant, PaymentView } from "@kaikei/server/contract";
import { forwardRef, useContext } from "react";
import { PaymentStatusCard } from "#cards";
import { CheckoutContext } from "../checkout-context.ts";
import { usePaymentLooks } from "../hooks/use-payment-looks.ts";
import { usePaymentState } from "../hooks/use-payment-state.ts";
import { useReturnAddress } from "../hooks/use-return-address.ts";
import type { CardProps } from "../parts/card.tsx";
import { noPaymentState } from "../payment-state.ts";
import type { PaymentReference } from "../wire/client.ts";

/** Props of {@link PaymentStatus}. */
export interface PaymentStatusProps extends CardProps {
  /**
   * The payment to follow, when it stands alone. Without it the page's address is asked
   * (`?kaikei_payment=…&kaikei_token=…`: the shopper came back from the app).
   */
  payment?: PaymentGrant | PaymentReference | undefined;
  /** Standing alone: the shopper has seen that it is paid, once per mount. */
  onComplete?: ((payment: PaymentView) => void) | undefined;
}

/**
 * How a payment stands, always up to date. Inside `<PayPayQr>`, `<PayPayButton>` or `<PayPayKiosk>` it shows that one;
 * alone it is a card with the amount, and its children are the place for a link back to the shop.
 *
 * @example
 * ```tsx
 * <PaymentStatus payment={grant}>
 *   <a href="/orders">Your orders</a>
 * </PaymentStatus>
 * ```
 */
export const PaymentStatus = forwardRef<HTMLElement, PaymentStatusProps>(function PaymentStatus(props, ref) {
  const around = useContext(CheckoutContext);
  if (!around || props.payment) return <StandalonePaymentStatus {...props} ref={ref} />;
  // The card around has its own.
  const {
    payment: _payment,
    onComplete: _onComplete,
    appearance: _appearance,
    logo: _logo,
    onError: _onError,
    ...inside
  } = props;
  return <around.Status {...inside} ref={ref} state={around.checkout.state} />;
});

const StandalonePaymentStatus = forwardRef<HTMLElement, PaymentStatusProps>(function StandalonePaymentStatus(
  { payment, onComplete, ...props },
  ref,
) {
  const address = useReturnAddress(!payment);
  const looks = usePaymentLooks(payment ?? address ?? null);
  const followed = usePaymentState(looks, null, onComplete);
  const state = payment || address !== null ? followed : noPaymentState;
  return <PaymentStatusCard {...props} ref={ref} state={state} />;
});
