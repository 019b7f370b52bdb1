import { z } from "zod";
import type { Money } from "./money.ts";
import type { OperationStatus } from "./operation.ts";

/** `give` adds points to a customer's wallet, `reverse` takes them back. */
export const cashbackKindSchema = z.enum(["give", "reverse"]);
export type CashbackKind = z.infer<typeof cashbackKindSchema>;

/** Points given to a customer, or taken back. */
export interface Cashback {
  /** Ours, random, and the provider's id of it. */
  id: string;
  kind: CashbackKind;
  /** The cashback that a reversal takes back. */
  of: string | null;
  /** The shop's own id of who gets it. */
  customer: string;
  /** The payment that it is for, where there is one. */
  payment: string | null;
  amount: Money;
  reason: string | null;
  /** The shop's own name for what it intends: asking again with it returns the earlier one. */
  key: string | null;
  status: OperationStatus;
  /** The provider's code of the refusal. */
  problem: string | null;
  requestedAt: Date;
}
