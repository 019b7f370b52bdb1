import type { CakeName } from "../cakes/cake.tsx";

/** A product of the shop. Its words are in `messages/`, under the same id. */
export interface Product {
  id: ProductId;
  /** Yen for one, tax included. The only place a price comes from: no browser ever sends one. */
  price: number;
}

export type ProductId = CakeName;

export const products: readonly Product[] = [
  { id: "strawberry-shortcake", price: 680 },
  { id: "mont-blanc", price: 720 },
  { id: "matcha-roll", price: 620 },
  { id: "chocolate-torte", price: 640 },
  { id: "cheese-tart", price: 520 },
  { id: "fruit-roll", price: 660 },
  { id: "yuzu-tart", price: 700 },
  { id: "hojicha-pudding", price: 480 },
];

/** Ordered on a page of its own each. */
export const weddingCake = { id: "wedding-cake", price: 30_000 } as const satisfies Product;
export const cakeBox = { id: "cake-box", price: 3_000 } as const satisfies Product;

/** The product with this id; null for anything that we do not sell. */
export function findProduct(id: string): Product | null {
  return [...products, weddingCake, cakeBox].find((product) => product.id === id) ?? null;
}
