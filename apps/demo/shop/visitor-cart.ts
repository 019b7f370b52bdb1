import { cache } from "react";
import { type Cart, emptyCart } from "./cart.ts";
import { readCart } from "./cart-store.ts";
import { shopDatabase } from "./database.ts";
import { readVisitor } from "./visitor.ts";

/** The cart of the visitor whose page is being made; read once, however many parts of the page show it. */
export const visitorCart = cache(async (): Promise<Cart> => {
  const visitor = await readVisitor();
  return visitor === null ? emptyCart : readCart(await shopDatabase(), visitor);
});
