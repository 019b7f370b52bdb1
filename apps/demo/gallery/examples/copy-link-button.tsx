"use client";

import { useCheckout } from "@kaikei/react";
import { CopyLinkButton, PaymentCard } from "@kaikei/react/parts";

export function CopyLinkButtonExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <CopyLinkButton state={state} />
    </PaymentCard>
  );
}
