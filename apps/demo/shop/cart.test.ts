import { expect, test } from "vitest";
import { countPieces, totalPrice } from "./cart.ts";
import { findProduct, products } from "./products.ts";

test("an empty cart has no pieces and costs nothing", () => {
  expect(countPieces([])).toBe(0);
  expect(totalPrice([])).toBe(0);
});

test("the total is the sum of price times quantity, in whole yen", () => {
  const lines = [
    { product: { id: "strawberry-shortcake", price: 680 }, quantity: 1 },
    { product: { id: "matcha-roll", price: 620 }, quantity: 2 },
  ] as const;
  expect(countPieces(lines)).toBe(3);
  expect(totalPrice(lines)).toBe(1920);
});

test("each product has an id of its own and a price in whole yen", () => {
  expect(new Set(products.map((product) => product.id)).size).toBe(products.length);
  for (const { price } of products) expect(Number.isSafeInteger(price) && price > 0).toBe(true);
});

test("what we do not sell is not found", () => {
  expect(findProduct("mont-blanc")?.price).toBe(720);
  expect(findProduct("toString")).toBeNull();
});
