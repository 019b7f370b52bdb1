"use client";

import { PaymentStatus } from "@kaikei/react";

export function PaymentStatusExample({ payment }: { payment: { id: string; token: string } }) {
  return (
    <PaymentStatus payment={payment}>
      <a href="#top">Your orders</a>
    </PaymentStatus>
  );
}
