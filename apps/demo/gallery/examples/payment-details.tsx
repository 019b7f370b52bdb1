"use client";

import { PaymentCard, PaymentDetails, usePayment } from "@kaikei/react";

export function PaymentDetailsExample({ payment }: { payment: { id: string; token: string } }) {
  const { state } = usePayment(payment);
  return (
    <PaymentCard state={state}>
      <PaymentDetails state={state} />
    </PaymentCard>
  );
}
