import type { PayableOrder } from "@kaikei/server";
import { translator } from "../messages/messages.ts";
import { shopDatabase } from "./database.ts";
import { isOrderOf } from "./order.ts";
import { findOrder } from "./order-store.ts";
import { shopperOf } from "./session.ts";

/**
 * What an order costs, for whoever placed it; null for everybody else. The shop's own server (a billing job, a request
 * for money) asks without a visitor's request.
 */
export async function payableOrder(asked: {
  order: string;
  request: Request | null;
}): Promise<PayableOrder | null> {
  const order = await findOrder(await shopDatabase(), asked.order);
  if (order === null || order.state === "released") return null;
  if (asked.request !== null && !isOrderOf(order, shopperOf(asked.request))) return null;
  const names = order.lines.map((line) => translator("ja")(line.product));
  return {
    amount: { amount: order.total, currency: "JPY" },
    description: names.join("、"),
    // A wedding cake is paid when it is delivered; until then its price is held.
    capture: order.kind === "wedding" ? "manual" : "automatic",
    // The mark stays when the browser drops the payment's token from the address.
    returnPath: `/orders/${order.number}?from=wallet`,
  };
}
