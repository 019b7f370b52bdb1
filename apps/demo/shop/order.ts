import type { CustomerId } from "./customers.ts";
import type { ProductId } from "./products.ts";

/** Cakes from the counter, a wedding cake with a deposit, or the box of a month. */
export const orderKinds = ["cakes", "wedding", "box"] as const;
export type OrderKind = (typeof orderKinds)[number];

/** `placed`: waits for its payment. `held`: its deposit is held. `paid`: ours to bake. `released`: the deposit went back. */
export const orderStates = ["placed", "held", "paid", "released"] as const;
export type OrderState = (typeof orderStates)[number];

export interface OrderLine {
  product: ProductId;
  quantity: number;
  /** Yen for one, as it was when the order was placed. */
  price: number;
}

export interface Order {
  number: string;
  visitor: string;
  kind: OrderKind;
  /** Who was signed in; null for a visitor whom we know by her cookie alone. */
  customer: CustomerId | null;
  /** The month that a box is for, such as `2026-12`. */
  month: string | null;
  state: OrderState;
  /** Yen. */
  total: number;
  lines: readonly OrderLine[];
  placedAt: Date;
  paidAt: Date | null;
}

/** Whether an order may be seen and paid by whoever shows these cookies. */
export function isOrderOf(order: Order, { visitor, customer }: Shopper): boolean {
  return order.visitor === visitor || (customer !== null && order.customer === customer);
}

/** Who is there: a browser that we have seen before, and perhaps somebody who has signed in. */
export interface Shopper {
  visitor: string | null;
  customer: CustomerId | null;
}
