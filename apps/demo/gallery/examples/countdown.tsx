"use client";

import { Countdown, PaymentCard, useCheckout } from "@kaikei/react";

export function CountdownExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <Countdown state={state} />
    </PaymentCard>
  );
}
