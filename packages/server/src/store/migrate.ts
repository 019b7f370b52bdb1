import { sql } from "drizzle-orm";
import { text } from "drizzle-orm/pg-core";
import type { Database } from "./database.ts";
import { migrations } from "./migrations.gen.ts";
import { kaikeiSchema } from "./schema.ts";

const applied = kaikeiSchema.table("migrations", { id: text("id").primaryKey() });

/** Any number that nobody else locks: "kaikei" in base 36. */
const advisoryLock = 1_226_985_930;

/** Brings the tables up to date. Several processes may start at once: one works, the others wait and find it done. */
export async function migrate(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(advisoryLock))})`);
    await tx.execute(sql`create schema if not exists kaikei`);
    await tx.execute(sql`create table if not exists kaikei.migrations (id text primary key)`);
    const done = new Set((await tx.select().from(applied)).map(({ id }) => id));
    for (const { id, statements } of migrations) {
      if (done.has(id)) continue;
      for (const statement of statements) await tx.execute(sql.raw(statement));
      await tx.insert(applied).values({ id });
    }
  });
}
