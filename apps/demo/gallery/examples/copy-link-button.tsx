"use client";

import { CopyLinkButton, PaymentCard, useCheckout } from "@kaikei/react";

export function CopyLinkButtonExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <CopyLinkButton state={state} />
    </PaymentCard>
  );
}
