"use client";

import { PayPayKiosk } from "@kaikei/react";
import { useState } from "react";

export function PayPayKioskExample() {
  const [order, setOrder] = useState(1);
  return <PayPayKiosk order={`order-${order}`} onReturn={() => setOrder(order + 1)} />;
}
