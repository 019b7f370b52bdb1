"use client";

import { PaymentCard, TestBadge, useCheckout } from "@kaikei/react";

export function TestBadgeExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <TestBadge state={state} />
    </PaymentCard>
  );
}
