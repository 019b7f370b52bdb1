import type { Product } from "./products.ts";

export interface CartLine {
  product: Product;
  quantity: number;
}

export interface Cart {
  /** Null while nothing was ever put in. */
  id: string | null;
  lines: readonly CartLine[];
}

/** Of one kind; a cake shop has one oven. */
export const mostOfOneKind = 20;

export const emptyCart: Cart = { id: null, lines: [] };

export function countPieces(lines: readonly { quantity: number }[]): number {
  return lines.reduce((count, line) => count + line.quantity, 0);
}

/** Yen, tax included. */
export function totalPrice(lines: readonly CartLine[]): number {
  return lines.reduce((total, line) => total + line.product.price * line.quantity, 0);
}
