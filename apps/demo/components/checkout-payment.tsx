"use client";

import { PaymentStatus, PayPayButton, PayPayQr } from "@kaikei/react";
import type { PaymentGrant } from "@kaikei/server/contract";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useWords } from "../messages/language-context.tsx";

/**
 * The button of a linked account, or the code to pay, the one that there is or a new one; how it stands, and the way on
 * when it is paid.
 */
export function CheckoutPayment({
  order,
  total,
  payment,
  oneTap,
  children,
}: {
  order: string;
  /** Yen, as the page shows it: nothing else is started. */
  total: number;
  payment: PaymentGrant | null;
  oneTap: boolean;
  /** Other ways to pay, while it is not paid. */
  children?: ReactNode;
}) {
  const words = useWords();
  const [paid, setPaid] = useState(payment?.payment.status === "completed");
  const Payment = oneTap ? PayPayButton : PayPayQr;
  const shown = oneTap ? null : payment;
  return (
    <>
      <Payment
        order={order}
        amount={{ value: total, currency: "JPY" }}
        payment={shown ?? undefined}
        onComplete={() => setPaid(true)}
      >
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
