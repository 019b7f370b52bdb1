"use client";

import { PaymentCard, RetryButton, useCheckout } from "@kaikei/react";

export function RetryButtonExample({ order }: { order: string }) {
  const { state, retry } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <RetryButton state={state} onRetry={retry} />
    </PaymentCard>
  );
}
