"use client";

import { forwardRef } from "react";
import { Amount } from "../parts/amount.tsx";
import { Countdown } from "../parts/countdown.tsx";
import { OpenAppLink } from "../parts/open-app-link.tsx";
import { PaymentCard, type PaymentCardProps } from "../parts/payment-card.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { TestBadge } from "../parts/test-badge.tsx";

/** What `<PaymentStatus>` shows where it stands alone. */
export const PaymentStatusCard = forwardRef<HTMLElement, PaymentCardProps>(function PaymentStatusCard(
  { state, children, ...props },
  ref,
) {
  return (
    <PaymentCard data-slot="payment-status" {...props} ref={ref} state={state}>
      <TestBadge state={state} />
      {state.payment ? <Amount state={state} /> : null}
      <StatusMessage state={state} away />
      <Countdown state={state} />
      {state.phase === "approving" ? <OpenAppLink state={state} /> : null}
      <RetryButton state={state} />
      {children}
    </PaymentCard>
  );
});
