"use client";

import { useCheckout } from "@kaikei/react";
import { PaymentCard, StatusMessage } from "@kaikei/react/parts";

export function StatusMessageExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <StatusMessage state={state} />
    </PaymentCard>
  );
}
