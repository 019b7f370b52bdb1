"use client";

import { useCheckout } from "@kaikei/react";
import { Amount, PaymentCard } from "@kaikei/react/parts";

export function AmountExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <Amount state={state} />
    </PaymentCard>
  );
}
