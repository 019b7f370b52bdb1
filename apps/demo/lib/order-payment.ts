import type { Payment, PaymentGrant } from "@kaikei/server";
import { cache } from "react";
import { kaikei } from "./kaikei.ts";

/** Every try to pay an order, the latest first. */
export const orderPayments = cache((order: string): Promise<Payment[]> => kaikei.payments.list({ order }));

/** The payment to show for an order: the one that paid it, else the latest try. Null before the first. */
export async function orderPayment(order: string): Promise<PaymentGrant | null> {
  const payments = await orderPayments(order);
  const shown = payments.find((payment) => payment.fulfilment === "fulfilling") ?? payments[0];
  return shown === undefined ? null : kaikei.payments.grant(shown.id, "view");
}
