"use client";

import { forwardRef } from "react";
import { useWords } from "../hooks/use-words.ts";
import { Amount } from "../parts/amount.tsx";
import { PaymentCard, type PaymentCardProps } from "../parts/payment-card.tsx";
import { hasMoney, PaymentDetails } from "../parts/payment-details.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { TestBadge } from "../parts/test-badge.tsx";

/** What `<PaymentReceipt>` shows. */
export const PaymentReceiptCard = forwardRef<HTMLElement, PaymentCardProps>(function PaymentReceiptCard(
  { state, children, ...props },
  ref,
) {
  const { say } = useWords();
  const label = say("receipt.label") || undefined;
  return (
    <PaymentCard data-slot="payment-receipt" aria-label={label} {...props} ref={ref} state={state}>
      <TestBadge state={state} />
      {state.payment ? <Amount state={state} /> : null}
      <StatusMessage state={state} away />
      <PaymentDetails state={state} />
      {hasMoney(state) ? children : <RetryButton state={state} />}
    </PaymentCard>
  );
});
