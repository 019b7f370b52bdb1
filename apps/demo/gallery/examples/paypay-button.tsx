"use client";

import { PayPayButton } from "@kaikei/react";

export function PayPayButtonExample({ order }: { order: string }) {
  return <PayPayButton order={order} amount={{ value: 1200, currency: "JPY" }} />;
}
