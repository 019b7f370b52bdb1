"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { forwardRef } from "react";
import { InsideStatusContext } from "../checkout-context.ts";
import type { Checkout } from "../hooks/use-checkout.ts";
import { Amount } from "../parts/amount.tsx";
import { CancelButton } from "../parts/cancel-button.tsx";
import type { CardProps } from "../parts/card.tsx";
import { CheckoutStatus } from "../parts/checkout-status.tsx";
import { PayByCode } from "../parts/pay-by-code.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { TestBadge } from "../parts/test-badge.tsx";

export interface PayPayQrCardProps extends CardProps, Checkout {
  amount: PaymentView["amount"] | undefined;
}

/** What `<PayPayQr>` shows. */
export const PayPayQrCard = forwardRef<HTMLElement, PayPayQrCardProps>(function PayPayQrCard(
  { state, retry, reset: _reset, cancel, amount, children = <CheckoutStatus state={state} />, ...props },
  ref,
) {
  return (
    <InsideStatusContext.Provider value={CheckoutStatus}>
      <PaymentCard data-slot="paypay-qr" {...props} ref={ref} state={state}>
        <TestBadge state={state} />
        <Amount state={state} expected={amount} />
        {children}
        <PayByCode state={state} />
        <RetryButton state={state} onRetry={retry} />
        <CancelButton state={state} onCancel={cancel} />
      </PaymentCard>
    </InsideStatusContext.Provider>
  );
});
