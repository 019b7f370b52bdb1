"use client";

import { PaymentStatus, PayPayButton, PayPayQr } from "@kaikei/react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useWords } from "../messages/language-context.tsx";

/** The button of a linked account, or the code to pay; how it stands, and the way on when it is paid. */
export function CheckoutPayment({
  order,
  oneTap,
  children,
}: {
  order: string;
  oneTap: boolean;
  /** Other ways to pay, while it is not paid. */
  children?: ReactNode;
}) {
  const words = useWords();
  const [paid, setPaid] = useState(false);
  const Payment = oneTap ? PayPayButton : PayPayQr;
  return (
    <>
      <Payment order={order} onComplete={() => setPaid(true)}>
        <PaymentStatus />
        {paid && (
          <Link href={`/orders/${order}`} className="button" prefetch={false}>
            {words("toOrder")}
          </Link>
        )}
      </Payment>
      {!paid && children}
    </>
  );
}
