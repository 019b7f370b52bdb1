"use client";

import { CancelButton, PaymentCard, useCheckout } from "@kaikei/react";

export function CancelButtonExample({ order }: { order: string }) {
  const { state, cancel } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <CancelButton state={state} onCancel={cancel} />
    </PaymentCard>
  );
}
