"use client";

import { createContext, useContext } from "react";
import type { Checkout } from "./hooks/use-checkout.ts";
import type { CheckoutStatus } from "./parts/checkout-status.tsx";

/** What the card of a tag tells its children. */
interface AroundChildren {
  checkout: Checkout;
  /** What `<PaymentStatus>` is in there: the card brings it, so that it is there when its children are. */
  Status: typeof CheckoutStatus;
}

export const CheckoutContext = createContext<AroundChildren | null>(null);

/**
 * The state and actions of the tag around (`<PayPayQr>`, `<PayPayButton>` or `<PayPayKiosk>`); null outside of them. For a
 * shop's own parts among its children.
 */
export function useCheckoutContext(): Checkout | null {
  return useContext(CheckoutContext)?.checkout ?? null;
}
