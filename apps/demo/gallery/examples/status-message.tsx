"use client";

import { PaymentCard, StatusMessage, useCheckout } from "@kaikei/react";

export function StatusMessageExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <StatusMessage state={state} />
    </PaymentCard>
  );
}
