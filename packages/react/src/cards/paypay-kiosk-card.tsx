"use client";

import { forwardRef, useMemo } from "react";
import { CheckoutContext } from "../checkout-context.ts";
import { useRenewal } from "../hooks/use-renewal.ts";
import { useReturn } from "../hooks/use-return.ts";
import { useWords } from "../hooks/use-words.ts";
import { Amount } from "../parts/amount.tsx";
import { CancelButton } from "../parts/cancel-button.tsx";
import { CheckoutStatus } from "../parts/checkout-status.tsx";
import { Countdown } from "../parts/countdown.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { TestBadge } from "../parts/test-badge.tsx";
import type { PaymentState } from "../payment-state.ts";
import type { CheckoutCardProps } from "./checkout-card-props.ts";

export interface PayPayKioskCardProps extends CheckoutCardProps {
  order: string;
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
    <CheckoutContext.Provider value={{ checkout, Status: CheckoutStatus }}>
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
    </CheckoutContext.Provider>
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
