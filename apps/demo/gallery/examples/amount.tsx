"use client";

import { Amount, PaymentCard, useCheckout } from "@kaikei/react";

export function AmountExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <Amount state={state} />
    </PaymentCard>
  );
}
