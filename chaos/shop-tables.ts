import pg from "pg";

/** Connections to the shop's database that survive its restarts: whoever uses one that dies hears of it by its query. */
export function openShopPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 6, connectionTimeoutMillis: 5000 });
  const heardElsewhere = () => undefined;
  pool.on("error", heardElsewhere);
  pool.on("connect", (client) => client.on("error", heardElsewhere));
  return pool;
}

/** The shop's own tables, in the same database as the payment record. */
export async function createShopTables(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create schema shop;
    create table shop.orders (
      name text primary key, amount bigint not null, approved bigint, capture text not null, hold_for_ms bigint
    );
    create table shop.gifts (key text primary key, amount bigint not null);
    create table shop.told (
      id bigserial primary key, order_name text not null, payment text not null, kind text not null,
      delivery text not null, authorized bigint not null, captured bigint not null
    );
  `);
}

/** Half of the orders hear their news in the shop's own transaction, exactly once; the others at least once. */
export function tellsOnce(order: string): boolean {
  return order.startsWith("once-");
}
