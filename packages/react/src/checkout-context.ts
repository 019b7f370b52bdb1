"use client";

import { createContext, useContext } from "react";
import type { Checkout } from "./hooks/use-checkout.ts";

export const CheckoutContext = createContext<Checkout | null>(null);

/** The state and actions of the `<PayPayQr>` around; null outside of one. For a shop's own parts among its children. */
export function useCheckoutContext(): Checkout | null {
  return useContext(CheckoutContext);
}
