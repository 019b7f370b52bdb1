"use client";

import { useCheckout } from "@kaikei/react";
import { CancelButton, PaymentCard } from "@kaikei/react/parts";

export function CancelButtonExample({ order }: { order: string }) {
  const { state, cancel } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <CancelButton state={state} onCancel={cancel} />
    </PaymentCard>
  );
}
