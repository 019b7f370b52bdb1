import { cache } from "react";
import { shopDatabase } from "./database.ts";
import { isOrderOf, type Order } from "./order.ts";
import { findOrder, listOrders } from "./order-store.ts";
import { readShopper } from "./session.ts";

/** Everything that whoever is there has ordered, in this browser or signed in, the newest first. */
export async function visitorOrders(): Promise<Order[]> {
  return listOrders(await shopDatabase(), await readShopper());
}

/** An order of hers; null when there is none of that number, or it is somebody else's. */
export const visitorOrder = cache(async (number: string): Promise<Order | null> => {
  const order = await findOrder(await shopDatabase(), number);
  return order !== null && isOrderOf(order, await readShopper()) ? order : null;
});
