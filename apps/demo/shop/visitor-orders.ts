import { cache } from "react";
import { shopDatabase } from "./database.ts";
import type { Order } from "./order.ts";
import { findOrder, listOrders } from "./order-store.ts";
import { readVisitor } from "./visitor.ts";

/** Everything that the visitor whose page is being made has ordered, the newest first. */
export async function visitorOrders(): Promise<Order[]> {
  const visitor = await readVisitor();
  return visitor === null ? [] : listOrders(await shopDatabase(), visitor);
}

/** An order of hers; null when there is none of that number, or it is somebody else's. */
export const visitorOrder = cache(async (number: string): Promise<Order | null> => {
  const visitor = await readVisitor();
  if (visitor === null) return null;
  const order = await findOrder(await shopDatabase(), number);
  return order?.visitor === visitor ? order : null;
});
