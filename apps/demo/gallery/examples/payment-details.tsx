"use client";

import { usePayment } from "@kaikei/react";
import { PaymentCard, PaymentDetails } from "@kaikei/react/parts";

export function PaymentDetailsExample({ payment }: { payment: { id: string; token: string } }) {
  const { state } = usePayment(payment);
  return (
    <PaymentCard state={state}>
      <PaymentDetails state={state} />
    </PaymentCard>
  );
}
