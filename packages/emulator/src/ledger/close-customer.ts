import type { Customer } from "./customer.ts";
import type { Ledger } from "./ledger.ts";

/** She leaves PayPay, or comes back. Her shops hear of it, so far as they are linked. */
export function closeCustomer(ledger: Ledger, customer: Customer, closed: boolean): void {
  const leaves = closed && !customer.closed;
  customer.closed = closed;
  if (!leaves) return;
  for (const authorization of ledger.authorizations.values()) {
    const ended = authorization.endedBy !== null || authorization.expireAt <= ledger.now();
    if (authorization.customerId === customer.id && !ended)
      ledger.tell({ kind: "link_canceled", authorization });
  }
}
