"use client";

import { useEffect, useState } from "react";
import type { PaymentReference } from "../wire/client.ts";
import { takeReturnAddress } from "../wire/return-address.ts";

/**
 * The payment that the page's address names: the server's return address carries `kaikei_payment` and a view-only
 * `kaikei_token`. They are dropped from the address at once and kept in the history entry, so that a reload still
 * knows them and nobody copies them. `undefined` until the browser has looked, null when there is none.
 */
export function useReturnAddress(enabled: boolean): PaymentReference | null | undefined {
  const [found, setFound] = useState<PaymentReference | null>();
  // Not loaded with the requests: the token would stay in the address until they have come.
  useEffect(() => (enabled ? takeReturnAddress(setFound) : undefined), [enabled]);
  return found;
}
