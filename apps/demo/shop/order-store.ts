import { and, asc, desc, eq, inArray, ne, or } from "drizzle-orm";
import { type CartLine, totalPrice } from "./cart.ts";
import { readCart } from "./cart-store.ts";
import { type CustomerId, customerIdSchema } from "./customers.ts";
import type { ShopDatabase } from "./database.ts";
import type { Order, Shopper } from "./order.ts";
import { isOrderNumber, newOrderNumber } from "./order-number.ts";
import { cakeBox, findProduct, weddingCake } from "./products.ts";
import { carts, orderLines, orders } from "./schema.ts";

/**
 * Turns the visitor's cart into an order and empties it. The same cart sent again (a double click, a repeated request)
 * answers with the order that it became. Null when there is nothing to order.
 */
export async function placeOrder(
  db: ShopDatabase,
  { visitor, customer, cart: id }: { visitor: string; customer: CustomerId | null; cart: string },
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
    const order = { number, visitor, customer, cart: id, state: "placed" as const, total: totalPrice(lines) };
    await tx.insert(orders).values(order);
    await insertLines(tx, number, lines);
    await tx.delete(carts).where(ours);
    return number;
  });
}

/** An order of one piece that no cart was needed for. The box of a month that is there already comes back. */
export async function placeSpecialOrder(
  db: ShopDatabase,
  special: { kind: "wedding" | "box"; visitor: string; customer: CustomerId | null; month?: string },
): Promise<string> {
  const product = special.kind === "wedding" ? weddingCake : cakeBox;
  const number = newOrderNumber();
  return db.transaction(async (tx) => {
    const order = { ...special, number, cart: number, state: "placed" as const, total: product.price };
    const [placed] = await tx.insert(orders).values(order).onConflictDoNothing().returning();
    if (placed !== undefined) {
      await insertLines(tx, number, [{ product, quantity: 1 }]);
      return number;
    }
    const { customer, month } = special;
    const same = and(eq(orders.customer, customer ?? ""), eq(orders.month, month ?? ""));
    const [before] = await tx.select({ number: orders.number }).from(orders).where(same);
    if (before === undefined) throw new Error("An order was neither placed nor there.");
    return before.number;
  });
}

async function insertLines(tx: ShopDatabase, order: string, lines: readonly CartLine[]): Promise<void> {
  await tx.insert(orderLines).values(
    lines.map(({ product, quantity }, position) => ({
      order,
      position,
      product: product.id,
      quantity,
      price: product.price,
    })),
  );
}

/** Whoever asks must still show that the order is the visitor's. */
export async function findOrder(db: ShopDatabase, number: string): Promise<Order | null> {
  if (!isOrderNumber(number)) return null;
  const rows = await db.select().from(orders).where(eq(orders.number, number));
  return (await withLines(db, rows))[0] ?? null;
}

/** Somebody's orders, the newest first. */
export async function listOrders(db: ShopDatabase, { visitor, customer }: Shopper): Promise<Order[]> {
  const theirs = [
    ...(visitor === null ? [] : [eq(orders.visitor, visitor)]),
    ...(customer === null ? [] : [eq(orders.customer, customer)]),
  ];
  if (theirs.length === 0) return [];
  const rows = await db
    .select()
    .from(orders)
    .where(or(...theirs))
    .orderBy(desc(orders.placedAt), desc(orders.number));
  return withLines(db, rows);
}

// Repeating one of these changes nothing: Kaikei may tell us of one payment more than once.

export async function markPaid(db: ShopDatabase, number: string, paidAt: Date): Promise<void> {
  await db
    .update(orders)
    .set({ state: "paid", paidAt })
    .where(and(eq(orders.number, number), inArray(orders.state, ["placed", "held"])));
}

/** The deposit is held. */
export async function markHeld(db: ShopDatabase, number: string): Promise<void> {
  await db
    .update(orders)
    .set({ state: "held" })
    .where(and(eq(orders.number, number), eq(orders.state, "placed")));
}

/** A deposit that was held has gone back. A code that nobody paid changes nothing: the order can be paid again. */
export async function markReleased(db: ShopDatabase, number: string): Promise<void> {
  await db
    .update(orders)
    .set({ state: "released" })
    .where(and(eq(orders.number, number), eq(orders.state, "held")));
}

/** How many of a customer's other orders are paid. */
export async function countOtherPaidOrders(db: ShopDatabase, order: Order): Promise<number> {
  if (order.customer === null) return 0;
  const theirs = and(eq(orders.customer, order.customer), ne(orders.number, order.number));
  return db.$count(orders, and(theirs, eq(orders.state, "paid")));
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
    customer: customerIdSchema.safeParse(row.customer).data ?? null,
    lines: lines.flatMap((line) => {
      const product = line.order === row.number ? findProduct(line.product) : null;
      return product === null ? [] : [{ product: product.id, quantity: line.quantity, price: line.price }];
    }),
  }));
}
