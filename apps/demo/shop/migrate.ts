import { sql } from "drizzle-orm";
import type { ShopDatabase } from "./database.ts";

/** Any number that nobody else locks. */
const migrationLock = 7_226_011;

const statements = [
  sql`create schema if not exists shop`,
  sql`create table if not exists shop.carts (
    id text primary key,
    visitor text not null unique
  )`,
  sql`create table if not exists shop.cart_lines (
    cart text not null references shop.carts on delete cascade,
    product text not null,
    quantity integer not null check (quantity between 1 and 20),
    added_at timestamptz not null default now(),
    primary key (cart, product)
  )`,
  sql`create table if not exists shop.orders (
    number text primary key,
    visitor text not null,
    cart text not null unique,
    state text not null check (state in ('placed', 'paid')),
    total bigint not null check (total > 0),
    placed_at timestamptz not null default now(),
    paid_at timestamptz
  )`,
  sql`create index if not exists orders_by_visitor on shop.orders (visitor, placed_at desc)`,
  sql`create table if not exists shop.order_lines (
    "order" text not null references shop.orders,
    position integer not null,
    product text not null,
    quantity integer not null,
    price bigint not null,
    primary key ("order", position)
  )`,
  sql`alter table shop.orders
    add column if not exists kind text not null default 'cakes' check (kind in ('cakes', 'wedding', 'box')),
    add column if not exists customer text,
    add column if not exists month text`,
  sql`alter table shop.orders drop constraint if exists orders_state_check`,
  sql`alter table shop.orders add constraint orders_state_check
    check (state in ('placed', 'held', 'paid', 'released'))`,
  sql`create index if not exists orders_by_customer on shop.orders (customer, placed_at desc)`,
  sql`create unique index if not exists one_box_a_month on shop.orders (customer, month)`,
  sql`create table if not exists shop.subscriptions (
    customer text primary key,
    started_at timestamptz not null default now()
  )`,
];

/** Creates the shop's tables where they are missing; processes that start together wait for each other. */
export async function migrate(db: ShopDatabase): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${migrationLock})`);
    for (const statement of statements) await tx.execute(statement);
  });
}
