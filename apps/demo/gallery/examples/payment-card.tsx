"use client";

import { Amount, CancelButton, PaymentCard, QrCode, RetryButton, useCheckout } from "@kaikei/react";

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
