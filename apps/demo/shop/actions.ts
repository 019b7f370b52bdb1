"use server";

import { refresh, revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { mostOfOneKind } from "./cart.ts";
import { addToCart, changeQuantity } from "./cart-store.ts";
import { shopDatabase } from "./database.ts";
import { placeOrder } from "./order-store.ts";
import { products } from "./products.ts";
import { readCustomer } from "./session.ts";
import { nameVisitor, readVisitor } from "./visitor.ts";

const productSchema = z.enum(products.map((product) => product.id));
const addSchema = z.object({ product: productSchema });
const changeSchema = z.object({
  product: productSchema,
  quantity: z.coerce.number().int().min(0).max(mostOfOneKind),
});
const orderSchema = z.object({ cart: z.uuid() });

export async function addProduct(form: FormData): Promise<void> {
  const { product } = addSchema.parse(Object.fromEntries(form));
  await addToCart(await shopDatabase(), await nameVisitor(), product);
  refresh();
}

export async function changeLine(form: FormData): Promise<void> {
  const line = changeSchema.parse(Object.fromEntries(form));
  const visitor = await readVisitor();
  if (visitor !== null) await changeQuantity(await shopDatabase(), visitor, line);
  refresh();
}

export async function orderCart(form: FormData): Promise<void> {
  const { cart } = orderSchema.parse(Object.fromEntries(form));
  const visitor = await readVisitor();
  const order =
    visitor === null
      ? null
      : await placeOrder(await shopDatabase(), { visitor, customer: await readCustomer(), cart });
  // The header on the next page still counts what was in the cart.
  revalidatePath("/", "layout");
  redirect(order === null ? "/cart" : `/checkout/${order}`);
}
