import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { totalPrice } from "./cart.ts";
import { readCart } from "./cart-store.ts";
import type { ShopDatabase } from "./database.ts";
import type { Order } from "./order.ts";
import { isOrderNumber, newOrderNumber } from "./order-number.ts";
import { findProduct } from "./products.ts";
import { carts, orderLines, orders } from "./schema.ts";

/**
 * Turns the visitor's cart into an order and empties it. The same cart sent again (a double click, a repeated request)
 * answers with the order that it became. Null when there is nothing to order.
 */
export async function placeOrder(
  db: ShopDatabase,
  { visitor, cart: id }: { visitor: string; cart: string },
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const ours = and(eq(carts.id, id), eq(carts.visitor, visitor));
    const [locked] = await tx.select({ id: carts.id }).from(carts).where(ours).for("update");
    if (locked === undefined) {
      const before = and(eq(orders.cart, id), eq(orders.visitor, visitor));
      const [placed] = await tx.select({ number: orders.number }).from(orders).where(before);
      return placed?.number ?? null;
    }
    const { lines } = await readCart(tx, visitor);
    if (lines.length === 0) return null;
    const number = newOrderNumber();
    await tx.insert(orders).values({ number, visitor, cart: id, state: "placed", total: totalPrice(lines) });
    await tx.insert(orderLines).values(
      lines.map(({ product, quantity }, position) => ({
        order: number,
        position,
        product: product.id,
        quantity,
        price: product.price,
      })),
    );
    await tx.delete(carts).where(ours);
    return number;
  });
}

/** Whoever asks must still show that the order is the visitor's. */
export async function findOrder(db: ShopDatabase, number: string): Promise<Order | null> {
  if (!isOrderNumber(number)) return null;
  const rows = await db.select().from(orders).where(eq(orders.number, number));
  return (await withLines(db, rows))[0] ?? null;
}

/** A visitor's orders, the newest first. */
export async function listOrders(db: ShopDatabase, visitor: string): Promise<Order[]> {
  const rows = await db
    .select()
    .from(orders)
    .where(eq(orders.visitor, visitor))
    .orderBy(desc(orders.placedAt), desc(orders.number));
  return withLines(db, rows);
}

/** Repeating it changes nothing: Kaikei may tell us of one payment more than once. */
export async function markPaid(db: ShopDatabase, number: string, paidAt: Date): Promise<void> {
  await db
    .update(orders)
    .set({ state: "paid", paidAt })
    .where(and(eq(orders.number, number), eq(orders.state, "placed")));
}

async function withLines(db: ShopDatabase, rows: (typeof orders.$inferSelect)[]): Promise<Order[]> {
  if (rows.length === 0) return [];
  const numbers = rows.map((row) => row.number);
  const lines = await db
    .select()
    .from(orderLines)
    .where(inArray(orderLines.order, numbers))
    .orderBy(asc(orderLines.position));
  return rows.map((row) => ({
    ...row,
    lines: lines.flatMap((line) => {
      const product = line.order === row.number ? findProduct(line.product) : null;
      return product === null ? [] : [{ product: product.id, quantity: line.quantity, price: line.price }];
    }),
  }));
}
