"use client";

import type { PaymentView } from "@kaikei/server/contract";
import { forwardRef, useMemo } from "react";
import { InsideStatusContext } from "../checkout-context.ts";
import type { Checkout } from "../hooks/use-checkout.ts";
import { useRenewal } from "../hooks/use-renewal.ts";
import { useReturn } from "../hooks/use-return.ts";
import { useWords } from "../hooks/use-words.ts";
import { Amount } from "../parts/amount.tsx";
import { CancelButton } from "../parts/cancel-button.tsx";
import type { CardProps } from "../parts/card.tsx";
import { CheckoutStatus } from "../parts/checkout-status.tsx";
import { Countdown } from "../parts/countdown.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { TestBadge } from "../parts/test-badge.tsx";
import type { PaymentState } from "../payment-state.ts";

export interface PayPayKioskCardProps extends CardProps {
  checkout: Checkout;
  state: PaymentState;
  order: string;
  amount: PaymentView["amount"] | undefined;
  onReturn: () => void;
  returnAfter: number;
  maxRenewals: number;
}

/** What `<PayPayKiosk>` shows, and when it renews the code and goes back. */
export const PayPayKioskCard = forwardRef<HTMLElement, PayPayKioskCardProps>(function PayPayKioskCard(
  { checkout, state: told, order, amount, onReturn, returnAfter, maxRenewals, children, ...props },
  ref,
) {
  const state = useMemo(() => shownFromAfar(told), [told]);
  const { renewing, renew } = useRenewal(checkout, order, maxRenewals);
  const over = useReturn(state, returnAfter, onReturn);
  return (
    <InsideStatusContext.Provider value={CheckoutStatus}>
      <PaymentCard data-slot="paypay-kiosk" {...props} ref={ref} state={state}>
        <TestBadge state={state} />
        <Amount state={state} expected={amount} />
        <StatusMessage state={state} />
        {over ? <Returning /> : null}
        <QrCode state={state} />
        <Countdown state={state} />
        {children}
        {renewing ? null : <RetryButton state={state} onRetry={renew} />}
        <CancelButton state={state} onCancel={checkout.cancel} />
      </PaymentCard>
    </InsideStatusContext.Provider>
  );
});

function Returning() {
  const { say } = useWords();
  return <p data-slot="kiosk-returning">{say("kiosk.returning")}</p>;
}

/** Whatever the device is: nobody pays on it. */
function shownFromAfar(state: PaymentState): PaymentState {
  if (state.phase !== "payable") return state;
  return { ...state, payment: { ...state.payment, device: "desktop" } };
}
