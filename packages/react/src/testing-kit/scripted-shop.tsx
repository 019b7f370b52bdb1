"use client";

import type { AccountView, PaymentView } from "@kaikei/server/contract";
import { useState } from "react";
import { KaikeiProvider, type KaikeiProviderProps } from "../kaikei-provider.tsx";
import { createScriptedShop, type ShopScript } from "./create-scripted-shop.ts";

/** Props of {@link ScriptedShop}: those of `KaikeiProvider`, but the way to the server. */
export interface ScriptedShopProps extends Omit<KaikeiProviderProps, "fetch" | "basePath"> {
  /** A shop that the test keeps in its hand, to change what it answers and to count what it was asked. */
  shop?: ShopScript | undefined;
  /** Without `shop`: how the payment stands, at first. Another one later needs another `key`. */
  payment?: PaymentView | undefined;
  /** Without `shop`: how the customer's account stands, at first; not linked unless told. */
  account?: AccountView | undefined;
}

/**
 * A provider for tests and for pictures of components: the tags and hooks below speak to a scripted shop, and nothing
 * leaves the page.
 *
 * @example
 * ```tsx
 * render(
 *   <ScriptedShop payment={views.expired()} locale="en">
 *     <PayPayQr order="order-1" />
 *   </ScriptedShop>,
 * );
 * await screen.findByRole("heading", { name: "The QR code has expired" });
 * ```
 */
export function ScriptedShop({ shop, payment, account, ...settings }: ScriptedShopProps) {
  const [own] = useState(() => shop ?? openShop(payment, account));
  const { fetch, basePath } = shop ?? own;
  return <KaikeiProvider {...settings} fetch={fetch} basePath={basePath} />;
}

function openShop(payment: PaymentView | undefined, account: AccountView | undefined): ShopScript {
  const shop = createScriptedShop(payment);
  if (account) shop.account = account;
  return shop;
}
