"use client";

import { useEffect, useState } from "react";
import type { PaymentReference } from "../wire/client.ts";
import { dropFromAddress } from "../wire/drop-from-address.ts";

/**
 * The payment that the page's address names: the server's return address carries `kaikei_payment` and a view-only
 * `kaikei_token`. They are dropped from the address at once and kept in the history entry, so that a reload still
 * knows them and nobody copies them. `undefined` until the browser has looked, null when there is none.
 */
export function useReturnAddress(enabled: boolean): PaymentReference | null | undefined {
  const [found, setFound] = useState<PaymentReference | null>();
  useEffect(() => {
    if (!enabled) return;
    setFound(readAddress() ?? readHistory());
    // Routers (Next's) take over history in an effect above ours: only after it do they learn of the new address.
    const timer = setTimeout(keepInHistory, 0);
    return () => clearTimeout(timer);
  }, [enabled]);
  return found;
}

function readAddress(): PaymentReference | null {
  const query = new URLSearchParams(location.search);
  const id = query.get("kaikei_payment");
  const token = query.get("kaikei_token");
  return id && token ? { id, token } : null;
}

function readHistory(): PaymentReference | null {
  const kept: unknown = history.state?.kaikei;
  if (typeof kept !== "object" || kept === null || !("id" in kept) || !("token" in kept)) return null;
  return typeof kept.id === "string" && typeof kept.token === "string"
    ? { id: kept.id, token: kept.token }
    : null;
}

function keepInHistory(): void {
  const kaikei = readAddress();
  if (kaikei) dropFromAddress(["kaikei_payment", "kaikei_token"], { kaikei });
}
