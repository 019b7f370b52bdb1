import type { PayableOrder } from "@kaikei/server";
import { translator } from "../messages/messages.ts";
import { shopDatabase } from "./database.ts";
import { findOrder } from "./order-store.ts";
import { visitorOf } from "./visitor.ts";

/** What an order costs, for the visitor who placed it; null for everybody else. */
export async function payableOrder(asked: {
  order: string;
  request: Request | null;
}): Promise<PayableOrder | null> {
  const visitor = asked.request === null ? null : visitorOf(asked.request);
  const order = visitor === null ? null : await findOrder(await shopDatabase(), asked.order);
  if (order === null || order.visitor !== visitor) return null;
  const names = order.lines.map((line) => translator("ja")(line.product));
  return {
    amount: { amount: order.total, currency: "JPY" },
    description: names.join("、"),
    // The mark stays when the browser drops the payment's token from the address.
    returnPath: `/orders/${order.number}?from=wallet`,
  };
}
