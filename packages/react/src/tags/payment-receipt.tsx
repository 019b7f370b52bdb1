"use client";

import type { PaymentGrant } from "@kaikei/server/contract";
import { forwardRef } from "react";
import { usePayment } from "../hooks/use-payment.ts";
import { useWords } from "../hooks/use-words.ts";
import { Amount } from "../parts/amount.tsx";
import type { CardProps } from "../parts/card.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { PaymentDetails } from "../parts/payment-details.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { TestBadge } from "../parts/test-badge.tsx";
import type { PaymentReference } from "../wire/client.ts";

/** Props of {@link PaymentReceipt}. */
export interface PaymentReceiptProps extends CardProps {
  payment: PaymentGrant | PaymentReference;
}

/**
 * What was paid, for the shopper's records and for paper: amount, order, when and how, what came back, and the
 * payment's id. While nothing has been paid it says how the payment stands. Its children are the place for a link.
 *
 * @example
 * ```tsx
 * <PaymentReceipt payment={{ id, token }}>
 *   <button type="button" onClick={() => print()}>Print</button>
 * </PaymentReceipt>
 * ```
 */
export const PaymentReceipt = forwardRef<HTMLElement, PaymentReceiptProps>(function PaymentReceipt(
  { payment, children, ...props },
  ref,
) {
  const { state } = usePayment(payment);
  const { say } = useWords();
  return (
    <PaymentCard
      data-slot="payment-receipt"
      aria-label={say("receipt.label")}
      {...props}
      ref={ref}
      state={state}
    >
      <TestBadge state={state} />
      {state.payment ? <Amount state={state} /> : null}
      <StatusMessage state={state} away />
      <PaymentDetails state={state} />
      {children}
    </PaymentCard>
  );
});
