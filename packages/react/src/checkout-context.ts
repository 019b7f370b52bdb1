"use client";

import { createContext, useContext } from "react";
import type { Checkout } from "./hooks/use-checkout.ts";
import type { CheckoutStatus } from "./parts/checkout-status.tsx";

export const CheckoutContext = createContext<Checkout | null>(null);

/** The state and actions of the `<PayPayQr>` around; null outside of one. For a shop's own parts among its children. */
export function useCheckoutContext(): Checkout | null {
  return useContext(CheckoutContext);
}

/** What `<PaymentStatus>` is inside of another tag: that tag's card brings it, so that it is there when its children are. */
export const InsideStatusContext = createContext<typeof CheckoutStatus | null>(null);
