import { bigint, integer, pgSchema, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

import { orderKinds, orderStates } from "./order.ts";

/** The shop's own tables, beside the payment record's. `migrate.ts` creates them. */
const shop = pgSchema("shop");

export const carts = shop.table("carts", {
  id: text().primaryKey(),
  visitor: text().notNull().unique(),
});

export const cartLines = shop.table(
  "cart_lines",
  {
    cart: text().notNull(),
    product: text().notNull(),
    quantity: integer().notNull(),
    addedAt: timestamp("added_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (line) => [primaryKey({ columns: [line.cart, line.product] })],
);

export const orders = shop.table("orders", {
  number: text().primaryKey(),
  visitor: text().notNull(),
  /** The cart it came from: sent twice, a cart is still one order. */
  cart: text().notNull().unique(),
  kind: text({ enum: orderKinds }).notNull().default("cakes"),
  /** Who was signed in; null for a visitor whom we know by her cookie alone. */
  customer: text(),
  /** The month that a box is for, such as `2026-12`. */
  month: text(),
  state: text({ enum: orderStates }).notNull(),
  /** Yen, as it was when the order was placed. */
  total: bigint({ mode: "number" }).notNull(),
  placedAt: timestamp("placed_at", { withTimezone: true }).notNull().defaultNow(),
  paidAt: timestamp("paid_at", { withTimezone: true }),
});

export const orderLines = shop.table(
  "order_lines",
  {
    order: text().notNull(),
    position: integer().notNull(),
    product: text().notNull(),
    quantity: integer().notNull(),
    /** Yen for one. */
    price: bigint({ mode: "number" }).notNull(),
  },
  (line) => [primaryKey({ columns: [line.order, line.position] })],
);

/** Customers who get a box of cakes each month. */
export const subscriptions = shop.table("subscriptions", {
  customer: text().primaryKey(),
  startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
});
