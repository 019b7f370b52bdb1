import type { ProductId } from "./products.ts";

/** `placed`: waits for its payment. `paid`: ours to bake. */
export type OrderState = "placed" | "paid";

export interface OrderLine {
  product: ProductId;
  quantity: number;
  /** Yen for one, as it was when the order was placed. */
  price: number;
}

export interface Order {
  number: string;
  visitor: string;
  state: OrderState;
  /** Yen. */
  total: number;
  lines: readonly OrderLine[];
  placedAt: Date;
  paidAt: Date | null;
}
