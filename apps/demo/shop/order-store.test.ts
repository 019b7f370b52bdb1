import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPglite } from "@kaikei/server/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mostOfOneKind } from "./cart.ts";
import { addToCart, changeQuantity, readCart } from "./cart-store.ts";
import type { ShopDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { findOrder, listOrders, markPaid, placeOrder } from "./order-store.ts";

let db: ShopDatabase;
let close: () => Promise<void>;
const folder = mkdtempSync(join(tmpdir(), "cake-shop-"));

beforeAll(async () => {
  const handle = await openPglite({ folder });
  db = handle.db;
  close = () => handle.close();
  await migrate(db);
});

afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

test("migrating a second time changes nothing", async () => {
  await migrate(db);
});

test("a product put in twice is one line of two", async () => {
  await addToCart(db, "ai", "mont-blanc");
  await addToCart(db, "ai", "mont-blanc");
  const { lines } = await readCart(db, "ai");
  expect(lines).toEqual([{ product: { id: "mont-blanc", price: 720 }, quantity: 2 }]);
});

test("there is an end to how many of one kind a cart takes", async () => {
  await addToCart(db, "baku", "cheese-tart");
  await changeQuantity(db, "baku", { product: "cheese-tart", quantity: mostOfOneKind });
  await addToCart(db, "baku", "cheese-tart");
  expect((await readCart(db, "baku")).lines[0]?.quantity).toBe(mostOfOneKind);
});

test("a quantity of 0 takes the line out", async () => {
  await addToCart(db, "chie", "fruit-roll");
  await changeQuantity(db, "chie", { product: "fruit-roll", quantity: 0 });
  expect((await readCart(db, "chie")).lines).toEqual([]);
});

test("an order takes our prices and empties the cart", async () => {
  const number = await ordered("dai");
  expect(await findOrder(db, number)).toMatchObject({
    visitor: "dai",
    state: "placed",
    total: 680 + 620,
    lines: [
      { product: "strawberry-shortcake", quantity: 1, price: 680 },
      { product: "matcha-roll", quantity: 1, price: 620 },
    ],
  });
  expect((await readCart(db, "dai")).lines).toEqual([]);
});

test("the same cart sent twice at once is one order", async () => {
  await addToCart(db, "emi", "yuzu-tart");
  const cart = await cartOf("emi");
  const numbers = await Promise.all([
    placeOrder(db, { visitor: "emi", cart }),
    placeOrder(db, { visitor: "emi", cart }),
  ]);
  expect(numbers[0]).toBe(numbers[1]);
  expect(await listOrders(db, "emi")).toHaveLength(1);
});

test("somebody else's cart cannot be ordered, nor its order learned", async () => {
  await addToCart(db, "fumi", "hojicha-pudding");
  const cart = await cartOf("fumi");
  expect(await placeOrder(db, { visitor: "goro", cart })).toBeNull();
  await placeOrder(db, { visitor: "fumi", cart });
  expect(await placeOrder(db, { visitor: "goro", cart })).toBeNull();
});

test("an order that is paid twice keeps the first moment", async () => {
  const number = await ordered("haru");
  const first = new Date("2026-11-21T03:00:00Z");
  await markPaid(db, number, first);
  await markPaid(db, number, new Date("2026-11-21T04:00:00Z"));
  expect(await findOrder(db, number)).toMatchObject({ state: "paid", paidAt: first });
});

async function ordered(visitor: string): Promise<string> {
  await addToCart(db, visitor, "strawberry-shortcake");
  await addToCart(db, visitor, "matcha-roll");
  const number = await placeOrder(db, { visitor, cart: await cartOf(visitor) });
  if (number === null) throw new Error("The cart was not ordered.");
  return number;
}

async function cartOf(visitor: string): Promise<string> {
  const { id } = await readCart(db, visitor);
  if (id === null) throw new Error("There is no cart.");
  return id;
}
