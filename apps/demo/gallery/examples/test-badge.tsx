"use client";

import { useCheckout } from "@kaikei/react";
import { PaymentCard, TestBadge } from "@kaikei/react/parts";

export function TestBadgeExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <TestBadge state={state} />
    </PaymentCard>
  );
}
