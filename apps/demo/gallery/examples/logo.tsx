"use client";

import { useCheckout } from "@kaikei/react";
import { Amount, Logo, PaymentCard } from "@kaikei/react/parts";
import { ShopMark } from "../../components/icons.tsx";

export function LogoExample({ order }: { order: string }) {
  const { state } = useCheckout({ order });
  return (
    <PaymentCard state={state}>
      <Logo state={state}>
        <ShopMark />
      </Logo>
      <Amount state={state} />
    </PaymentCard>
  );
}
