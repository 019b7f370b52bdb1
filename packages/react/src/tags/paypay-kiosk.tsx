"use client";

import { forwardRef } from "react";
import { PayPayKioskCard } from "#cards";
import { type UseCheckoutOptions, useCheckout } from "../hooks/use-checkout.ts";
import type { CardProps } from "../parts/card.tsx";

/** Props of {@link PayPayKiosk}: those of its `<section>`, and what it pays. */
export interface PayPayKioskProps extends CardProps, Omit<UseCheckoutOptions, "wait"> {
  /**
   * Back to the start: the result has been on the screen for `returnAfter`. Once per payment; give another `order` then,
   * or take the tag away.
   */
  onReturn: () => void;
  /** Milliseconds for which the result is shown; 8000 unless told. */
  returnAfter?: number | undefined;
  /** New codes without anybody's tap; 12 unless told, which is about an hour. */
  maxRenewals?: number | undefined;
}

/**
 * A full screen for a tablet, a vending machine or a TV: the code and the amount, large. A code that has run out is
 * replaced by a new one, never while the old one can still be paid, nor while the page is hidden.
 *
 * @example
 * ```tsx
 * <PayPayKiosk order={order} onReturn={() => setOrder(null)} />
 * ```
 */
export const PayPayKiosk = forwardRef<HTMLElement, PayPayKioskProps>(function PayPayKiosk(
  { order, payment, revision, amount, onComplete, returnAfter = 8_000, maxRenewals = 12, ...props },
  ref,
) {
  const checkout = useCheckout({ order, payment, revision, amount, onComplete });
  const own = { checkout, state: checkout.state, order, amount, returnAfter, maxRenewals };
  return <PayPayKioskCard {...props} {...own} ref={ref} />;
});
