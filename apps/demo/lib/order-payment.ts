import type { PaymentGrant } from "@kaikei/server";
import { kaikei } from "./kaikei.ts";

/** The payment to show for an order: the one that paid it, else the latest try. Null before the first. */
export async function orderPayment(order: string): Promise<PaymentGrant | null> {
  const payments = await kaikei.payments.list({ order });
  const shown = payments.find((payment) => payment.fulfilment === "fulfilling") ?? payments[0];
  return shown === undefined ? null : kaikei.payments.grant(shown.id, "view");
}
