import type { Kaikei, Payment } from "@kaikei/server";
import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { CustomerId } from "./customers.ts";
import type { ShopDatabase } from "./database.ts";
import type { Order } from "./order.ts";
import { placeSpecialOrder } from "./order-store.ts";
import { orders, subscriptions } from "./schema.ts";

export async function isSubscribed(db: ShopDatabase, customer: CustomerId): Promise<boolean> {
  return (await db.$count(subscriptions, eq(subscriptions.customer, customer))) > 0;
}

export async function subscribe(db: ShopDatabase, customer: CustomerId): Promise<void> {
  await db.insert(subscriptions).values({ customer }).onConflictDoNothing();
}

export async function unsubscribe(db: ShopDatabase, customer: CustomerId): Promise<void> {
  await db.delete(subscriptions).where(eq(subscriptions.customer, customer));
}

/**
 * The billing job, for one customer: charges the box that is not paid yet, or the one of the month after the last. A
 * real shop would run it by cron for everybody; here a button does, and each press is a month.
 */
export async function billNextBox(
  { db, kaikei, now }: { db: ShopDatabase; kaikei: Kaikei; now: Date },
  { visitor, customer }: { visitor: string; customer: CustomerId },
): Promise<Payment> {
  const order = await nextBox({ db, kaikei, now }, { visitor, customer });
  // Pressed twice at once, or after a crash, the key is the same and so is the charge. A declined one needs a new key.
  const [last, ...earlier] = await kaikei.payments.list({ order });
  const isOver = last?.status === "failed" || last?.status === "canceled" || last?.status === "expired";
  const attempt = earlier.length + (last === undefined ? 1 : isOver ? 2 : 1);
  return kaikei.payments.charge({ customer, order, key: `${order}-${attempt}` });
}

async function nextBox(
  { db, kaikei, now }: { db: ShopDatabase; kaikei: Kaikei; now: Date },
  { visitor, customer }: { visitor: string; customer: CustomerId },
): Promise<string> {
  const [last] = await db
    .select({ number: orders.number, state: orders.state, month: orders.month })
    .from(orders)
    .where(and(eq(orders.customer, customer), isNotNull(orders.month)))
    .orderBy(desc(orders.month))
    .limit(1);
  if (last !== undefined && !(await isPaid(kaikei, last))) return last.number;
  const month = last?.month == null ? monthOf(now) : monthAfter(last.month);
  return placeSpecialOrder(db, { kind: "box", visitor, customer, month });
}

/** The shop hears of the money a moment after it has come. */
async function isPaid(kaikei: Kaikei, { number, state }: Pick<Order, "number" | "state">): Promise<boolean> {
  if (state === "paid") return true;
  const payments = await kaikei.payments.list({ order: number });
  return payments.some(({ status }) => status === "completed");
}

/** `2026-12`, in Tokyo. */
export function monthOf(instant: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: "Asia/Tokyo",
    year: "numeric",
    month: "2-digit",
  });
  return parts.format(instant).slice(0, 7);
}

export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}
