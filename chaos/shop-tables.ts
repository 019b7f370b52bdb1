import type pg from "pg";

/** The shop's own tables, in the same database as the payment record. */
export async function createShopTables(client: pg.Client | pg.Pool): Promise<void> {
  await client.query(`
    create schema shop;
    create table shop.orders (name text primary key, amount bigint not null);
    create table shop.told (
      id bigserial primary key, order_name text not null, payment text not null, kind text not null,
      delivery text not null
    );
  `);
}

/** Half of the orders hear their news in the shop's own transaction, exactly once; the others at least once. */
export function tellsOnce(order: string): boolean {
  return order.startsWith("once-");
}
