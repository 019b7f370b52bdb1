"use client";

import { useCheckout } from "@kaikei/react";
import { Amount, CancelButton, PaymentCard, QrCode, RetryButton } from "@kaikei/react/parts";

export function PaymentCardExample({ order }: { order: string }) {
  const { state, retry, cancel } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <QrCode state={state} />
      <Amount state={state} />
      <RetryButton state={state} onRetry={retry} />
      <CancelButton state={state} onCancel={cancel} />
    </PaymentCard>
  );
}
