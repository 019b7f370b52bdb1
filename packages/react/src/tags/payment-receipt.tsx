"use client";

import type { PaymentGrant } from "@kaikei/server/contract";
import { forwardRef } from "react";
import { PaymentReceiptCard } from "#cards";
import { usePaymentLooks } from "../hooks/use-payment-looks.ts";
import { usePaymentState } from "../hooks/use-payment-state.ts";
import type { CardProps } from "../parts/card.tsx";
import type { PaymentReference } from "../wire/client.ts";

/** Props of {@link PaymentReceipt}. */
export interface PaymentReceiptProps extends CardProps {
  payment: PaymentGrant | PaymentReference;
}

/**
 * What was paid, for the shopper's records and for paper: amount, order, when and how, what came back, and the
 * payment's id. Its children, a print button say, are shown with it. While nothing has been paid it says how the payment stands, and no more.
 *
 * @example
 * ```tsx
 * <PaymentReceipt payment={{ id, token }}>
 *   <button type="button" onClick={() => print()}>Print</button>
 * </PaymentReceipt>
 * ```
 */
export const PaymentReceipt = forwardRef<HTMLElement, PaymentReceiptProps>(function PaymentReceipt(
  { payment, ...props },
  ref,
) {
  const state = usePaymentState(usePaymentLooks(payment), null);
  return <PaymentReceiptCard {...props} ref={ref} state={state} />;
});
