"use client";

import { OpenAppLink, PaymentCard, useCheckout } from "@kaikei/react";

export function OpenAppLinkExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <OpenAppLink state={state} />
    </PaymentCard>
  );
}
