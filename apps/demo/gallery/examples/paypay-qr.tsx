"use client";

import { PaymentStatus, PayPayQr } from "@kaikei/react";

export function PayPayQrExample({ order }: { order: string }) {
  return (
    <PayPayQr order={order}>
      <PaymentStatus />
    </PayPayQr>
  );
}
