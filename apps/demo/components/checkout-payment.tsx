"use client";

import { PaymentStatus, PayPayQr } from "@kaikei/react";
import Link from "next/link";
import { useState } from "react";
import { useWords } from "../messages/language-context.tsx";

/** The code to pay, how it stands, and the way on when it is paid. */
export function CheckoutPayment({ order }: { order: string }) {
  const words = useWords();
  const [paid, setPaid] = useState(false);
  return (
    <PayPayQr order={order} onComplete={() => setPaid(true)}>
      <PaymentStatus />
      {paid && (
        <Link href={`/orders/${order}`} className="button" prefetch={false}>
          {words("toOrder")}
        </Link>
      )}
    </PayPayQr>
  );
}
