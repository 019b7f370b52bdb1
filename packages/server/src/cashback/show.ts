import type { Cashback } from "../domain/cashback.ts";
import type { OpenCashback } from "../store/cashback-store.ts";

/** A cashback as the shop sees it: without what only we need to follow it. */
export function showCashback({
  provider,
  environment,
  merchant,
  accountLink,
  failures,
  ...cashback
}: OpenCashback): Cashback {
  return cashback;
}
