import { and, asc, eq, sql } from "drizzle-orm";
import { type Cart, emptyCart, mostOfOneKind } from "./cart.ts";
import type { ShopDatabase } from "./database.ts";
import { findProduct, type ProductId } from "./products.ts";
import { cartLines, carts } from "./schema.ts";

/** The visitor's cart. What we no longer sell is left out. */
export async function readCart(db: ShopDatabase, visitor: string): Promise<Cart> {
  const rows = await db
    .select({ id: carts.id, product: cartLines.product, quantity: cartLines.quantity })
    .from(carts)
    .innerJoin(cartLines, eq(cartLines.cart, carts.id))
    .where(eq(carts.visitor, visitor))
    .orderBy(asc(cartLines.addedAt), asc(cartLines.product));
  const id = rows[0]?.id;
  if (id === undefined) return emptyCart;
  const lines = rows.flatMap(({ product, quantity }) => {
    const found = findProduct(product);
    return found === null ? [] : [{ product: found, quantity }];
  });
  return { id, lines };
}

/** Puts one more in, up to as many as one may order. */
export async function addToCart(db: ShopDatabase, visitor: string, product: ProductId): Promise<void> {
  await db.transaction(async (tx) => {
    const [cart] = await tx
      .insert(carts)
      .values({ id: crypto.randomUUID(), visitor })
      // An update, so that the row that was there comes back, locked.
      .onConflictDoUpdate({ target: carts.visitor, set: { visitor } })
      .returning({ id: carts.id });
    if (cart === undefined) return;
    await tx
      .insert(cartLines)
      .values({ cart: cart.id, product, quantity: 1 })
      .onConflictDoUpdate({
        target: [cartLines.cart, cartLines.product],
        set: { quantity: sql`least(${cartLines.quantity} + 1, ${mostOfOneKind})` },
      });
  });
}

/** Changes how many of a product that is in the cart; 0 takes it out. */
export async function changeQuantity(
  db: ShopDatabase,
  visitor: string,
  { product, quantity }: { product: ProductId; quantity: number },
): Promise<void> {
  const [cart] = await db.select({ id: carts.id }).from(carts).where(eq(carts.visitor, visitor));
  if (cart === undefined) return;
  const line = and(eq(cartLines.cart, cart.id), eq(cartLines.product, product));
  if (quantity === 0) {
    await db.delete(cartLines).where(line);
    return;
  }
  await db.update(cartLines).set({ quantity }).where(line);
}
