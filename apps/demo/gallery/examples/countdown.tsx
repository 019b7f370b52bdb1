"use client";

import { useCheckout } from "@kaikei/react";
import { Countdown, PaymentCard } from "@kaikei/react/parts";

export function CountdownExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <Countdown state={state} />
    </PaymentCard>
  );
}
