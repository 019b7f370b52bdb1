"use client";

import { useCheckout } from "@kaikei/react";
import { PaymentCard, RetryButton } from "@kaikei/react/parts";

export function RetryButtonExample({ order }: { order: string }) {
  const { state, retry } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <RetryButton state={state} onRetry={retry} />
    </PaymentCard>
  );
}
