"use client";

import { forwardRef, useMemo } from "react";
import { CheckoutContext } from "../checkout-context.ts";
import { type UseCheckoutOptions, useCheckout } from "../hooks/use-checkout.ts";
import { useRenewal } from "../hooks/use-renewal.ts";
import { useReturn } from "../hooks/use-return.ts";
import { useWords } from "../hooks/use-words.ts";
import { Amount } from "../parts/amount.tsx";
import { CancelButton } from "../parts/cancel-button.tsx";
import type { CardProps } from "../parts/card.tsx";
import { Countdown } from "../parts/countdown.tsx";
import { PaymentCard } from "../parts/payment-card.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { RetryButton } from "../parts/retry-button.tsx";
import { StatusMessage } from "../parts/status-message.tsx";
import { TestBadge } from "../parts/test-badge.tsx";
import type { PaymentState } from "../payment-state.ts";

/** Props of {@link PayPayKiosk}: those of its `<section>`, and what it pays. */
export interface PayPayKioskProps extends CardProps, Omit<UseCheckoutOptions, "wait"> {
  /**
   * Back to the start: the result has been on the screen for `returnAfter`. Once per payment; give another `order` then,
   * or take the tag away.
   */
  onReturn: () => void;
  /** Milliseconds for which the result is shown; 8000 unless told. */
  returnAfter?: number | undefined;
  /** New codes without anybody's tap; 12 unless told, which is about an hour. */
  maxRenewals?: number | undefined;
}

/**
 * A full screen for a tablet, a vending machine or a TV: the code and the amount, large. A code that has run out is
 * replaced by a new one, never while the old one can still be paid, nor while the page is hidden.
 *
 * @example
 * ```tsx
 * <PayPayKiosk order={order} onReturn={() => setOrder(null)} />
 * ```
 */
export const PayPayKiosk = forwardRef<HTMLElement, PayPayKioskProps>(function PayPayKiosk(
  { order, payment, revision, amount, onComplete, onReturn, returnAfter = 8_000, maxRenewals = 12, ...rest },
  ref,
) {
  const { children, ...props } = rest;
  const checkout = useCheckout({ order, payment, revision, amount, onComplete });
  const state = useMemo(() => shownFromAfar(checkout.state), [checkout.state]);
  const { renewing, renew } = useRenewal(checkout, order, maxRenewals);
  const over = useReturn(state, returnAfter, onReturn);
  return (
    <CheckoutContext.Provider value={checkout}>
      <PaymentCard data-slot="paypay-kiosk" {...props} ref={ref} state={state}>
        <TestBadge state={state} />
        <Amount state={state} />
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
