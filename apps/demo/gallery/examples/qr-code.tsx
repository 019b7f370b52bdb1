"use client";

import { useCheckout } from "@kaikei/react";
import { PaymentCard, QrCode } from "@kaikei/react/parts";

export function QrCodeExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <QrCode state={state} />
    </PaymentCard>
  );
}
