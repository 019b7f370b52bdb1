"use client";

import { PaymentReceipt } from "@kaikei/react";

export function PaymentReceiptExample({ payment }: { payment: { id: string; token: string } }) {
  return (
    <PaymentReceipt payment={payment}>
      <button type="button" className="button" onClick={() => print()}>
        Print
      </button>
    </PaymentReceipt>
  );
}
