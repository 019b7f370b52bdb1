"use client";

import { PayPayQr } from "@kaikei/react";
import { useState } from "react";
import { ShopMark } from "../../components/icons.tsx";

export function PayPayQrInAShopExample({ order }: { order: string }) {
  const [cartVersion, setCartVersion] = useState(1);
  return (
    <>
      <PayPayQr order={order} revision={cartVersion} logo={<ShopMark />} />
      <button type="button" className="button" onClick={() => setCartVersion(cartVersion + 1)}>
        カート変更 / Change the cart
      </button>
    </>
  );
}
