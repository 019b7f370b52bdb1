"use client";

import { PaymentCard, QrCode, useCheckout } from "@kaikei/react";

export function QrCodeExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <QrCode state={state} />
    </PaymentCard>
  );
}
