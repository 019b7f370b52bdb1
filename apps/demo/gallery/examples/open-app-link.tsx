"use client";

import { useCheckout } from "@kaikei/react";
import { OpenAppLink, PaymentCard } from "@kaikei/react/parts";

export function OpenAppLinkExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <OpenAppLink state={state} />
    </PaymentCard>
  );
}
