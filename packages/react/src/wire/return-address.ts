import type { PaymentReference } from "./client.ts";
import { dropFromAddress } from "./drop-from-address.ts";

/**
 * Tells which payment the page's address names, or null. Soon the two are dropped from the address and kept in the history
 * entry, unless the function that it gives is called before.
 */
export function takeReturnAddress(
  onFound: (payment: PaymentReference | null) => void,
): (() => void) | undefined {
  const kaikei = readAddress();
  onFound(kaikei ?? readHistory());
  if (!kaikei) return;
  // Routers (Next's) take over history in an effect above ours: only after it do they learn of the new address.
  const timer = setTimeout(() => dropFromAddress(["kaikei_payment", "kaikei_token"], { kaikei }), 0);
  return () => clearTimeout(timer);
}

function readAddress(): PaymentReference | null {
  const query = new URLSearchParams(location.search);
  const id = query.get("kaikei_payment");
  const token = query.get("kaikei_token");
  return id && token ? { id, token } : null;
}

function readHistory(): PaymentReference | null {
  const { id, token } = history.state?.kaikei ?? {};
  return typeof id === "string" && typeof token === "string" ? { id, token } : null;
}
