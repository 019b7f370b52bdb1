"use client";

import { forwardRef } from "react";
import { CheckoutContext } from "../checkout-context.ts";
import { Amount } from "../parts/amount.tsx";
import { CancelButton } from "../parts/cancel-button.tsx";
import { CheckoutStatus } from "../parts/checkout-status.tsx";
import { PayByCode } from "../parts/pay-by-code.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { TestBadge } from "../parts/test-badge.tsx";
import type { CheckoutCardProps } from "./checkout-card-props.ts";

/** What `<PayPayQr>` shows. */
export const PayPayQrCard = forwardRef<HTMLElement, CheckoutCardProps>(function PayPayQrCard(
  { checkout, state, amount, children = <CheckoutStatus state={state} />, ...props },
  ref,
) {
  return (
    <CheckoutContext.Provider value={{ checkout, Status: CheckoutStatus }}>
      <PaymentCard data-slot="paypay-qr" {...props} ref={ref} state={state}>
        <TestBadge state={state} />
        <Amount state={state} expected={amount} />
        {children}
        <PayByCode state={state} />
        <RetryButton state={state} onRetry={checkout.retry} />
        <CancelButton state={state} onCancel={checkout.cancel} />
      </PaymentCard>
    </CheckoutContext.Provider>
  );
});
