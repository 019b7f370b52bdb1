import type { Customer } from "../ledger/customer.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { ControlError } from "./control-error.ts";

export function customerNamed(ledger: Ledger, id: string): Customer {
  const known = [...ledger.customers.keys()].join(", ");
  return ledger.customers.get(id) ?? fail(`No customer has the id "${id}". There are: ${known}.`);
}

export function fail(message: string): never {
  throw new ControlError(message);
}
