import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPglite } from "@kaikei/server/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mostOfOneKind } from "./cart.ts";
import { addToCart, changeQuantity, readCart } from "./cart-store.ts";
import type { ShopDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { isOrderOf } from "./order.ts";
import {
  findOrder,
  listOrders,
  markHeld,
  markPaid,
  markReleased,
  placeOrder,
  placeSpecialOrder,
} from "./order-store.ts";

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
    placeOrder(db, { visitor: "emi", customer: null, cart }),
    placeOrder(db, { visitor: "emi", customer: null, cart }),
  ]);
  expect(numbers[0]).toBe(numbers[1]);
  expect(await listOrders(db, { visitor: "emi", customer: null })).toHaveLength(1);
});

test("somebody else's cart cannot be ordered, nor its order learned", async () => {
  await addToCart(db, "fumi", "hojicha-pudding");
  const cart = await cartOf("fumi");
  expect(await placeOrder(db, { visitor: "goro", customer: null, cart })).toBeNull();
  await placeOrder(db, { visitor: "fumi", customer: null, cart });
  expect(await placeOrder(db, { visitor: "goro", customer: null, cart })).toBeNull();
});

test("an order that is paid twice keeps the first moment", async () => {
  const number = await ordered("haru");
  const first = new Date("2026-11-21T03:00:00Z");
  await markPaid(db, number, first);
  await markPaid(db, number, new Date("2026-11-21T04:00:00Z"));
  expect(await findOrder(db, number)).toMatchObject({ state: "paid", paidAt: first });
});

test("a deposit is held, and then taken or let go; what was let go stays so", async () => {
  const [taken, letGo] = [await reserved("ito"), await reserved("ito")];
  for (const number of [taken, letGo]) await markHeld(db, number);
  await markPaid(db, taken, new Date("2026-11-21T03:00:00Z"));
  await markReleased(db, taken);
  await markReleased(db, letGo);
  await markHeld(db, letGo);
  expect(await findOrder(db, taken)).toMatchObject({ kind: "wedding", state: "paid" });
  expect(await findOrder(db, letGo)).toMatchObject({ kind: "wedding", state: "released" });
});

test("a code that ran out unpaid does not call an order off", async () => {
  const number = await ordered("joji");
  await markReleased(db, number);
  expect(await findOrder(db, number)).toMatchObject({ state: "placed" });
});

test("a customer finds her orders in every browser she signs in with, and nobody else's", async () => {
  const number = await placeSpecialOrder(db, { kind: "wedding", visitor: "kei", customer: "ren" });
  const order = await findOrder(db, number);
  if (order === null) throw new Error("The order is not there.");
  const phone = { visitor: "kei's phone", customer: "ren" } as const;
  expect((await listOrders(db, phone)).map((each) => each.number)).toEqual([number]);
  expect(isOrderOf(order, phone)).toBe(true);
  for (const other of [
    { visitor: null, customer: null },
    { visitor: "another", customer: null },
    { visitor: "another", customer: "aoi" },
  ] as const) {
    expect(isOrderOf(order, other)).toBe(false);
    expect(await listOrders(db, other)).toEqual([]);
  }
});

test("a customer has one box a month", async () => {
  const box = { kind: "box", visitor: "lin", customer: "mio", month: "2026-12" } as const;
  const numbers = await Promise.all([placeSpecialOrder(db, box), placeSpecialOrder(db, box)]);
  expect(numbers[0]).toBe(numbers[1]);
  expect(await listOrders(db, { visitor: "lin", customer: null })).toHaveLength(1);
});

async function reserved(visitor: string): Promise<string> {
  return placeSpecialOrder(db, { kind: "wedding", visitor, customer: null });
}

async function ordered(visitor: string): Promise<string> {
  await addToCart(db, visitor, "strawberry-shortcake");
  await addToCart(db, visitor, "matcha-roll");
  const number = await placeOrder(db, { visitor, customer: null, cart: await cartOf(visitor) });
  if (number === null) throw new Error("The cart was not ordered.");
  return number;
}

async function cartOf(visitor: string): Promise<string> {
  const { id } = await readCart(db, visitor);
  if (id === null) throw new Error("There is no cart.");
  return id;
}
