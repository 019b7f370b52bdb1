"use client";

import { PaymentStatus } from "@kaikei/react";
import type { PaymentGrant } from "@kaikei/server/contract";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { OrderState } from "../shop/order.ts";

/** The payment of an order, live. When it is paid, the page around it is made anew until it says so too. */
export function OrderPayment({ payment, state }: { payment: PaymentGrant; state: OrderState }) {
  const router = useRouter();
  const [paid, setPaid] = useState(false);
  const behind = paid && state !== "paid";
  useEffect(() => {
    if (!behind) return;
    router.refresh();
    // The shop hears of the money a moment after the shopper has seen it.
    const timer = setInterval(() => router.refresh(), 1500);
    return () => clearInterval(timer);
  }, [behind, router]);
  return <PaymentStatus payment={payment} onComplete={() => setPaid(true)} />;
}
