import { readdirSync, readFileSync } from "node:fs";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { sql } from "drizzle-orm";
import { expect, inject, it } from "vitest";
import { createDatabase } from "../testing/postgres-server.ts";
import { startShopProcess } from "../testing/shop-process.ts";
import { getPayment } from "./find-payments.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations.gen.ts";
import { openPostgres } from "./postgres.ts";
import * as schema from "./schema.ts";

const folder = new URL("migrations/", import.meta.url);

it("the embedded migrations are the SQL files, in order", () => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  expect(migrations.map(({ id }) => `${id}.sql`)).toEqual(files);
  for (const { id, statements } of migrations) {
    const sql = readFileSync(new URL(`${id}.sql`, folder), "utf8");
    expect(statements).toEqual(sql.split("--> statement-breakpoint").map((statement) => statement.trim()));
  }
});

it("the migrations lead to the schema of the code: nothing is left to generate", async () => {
  const last = readdirSync(new URL("meta/", folder))
    .filter((name) => name.endsWith("_snapshot.json"))
    .sort()
    .at(-1);
  const snapshot = JSON.parse(readFileSync(new URL(`meta/${last}`, folder), "utf8"));
  const current = generateDrizzleJson(schema, snapshot.id, ["kaikei"]);
  expect(await generateMigration(snapshot, current)).toEqual([]);
});

it("several processes start at once on one new database: one migrates, the others wait, all can work", async () => {
  const database = await createDatabase(inject("postgresUrl"));
  const setup = { database, emulatorUrl: "http://127.0.0.1:4010", now: 0, journal: "/dev/null" };
  const started = await Promise.allSettled(Array.from({ length: 5 }, () => startShopProcess(setup)));
  await Promise.all(started.map((one) => (one.status === "fulfilled" ? one.value.end() : null)));
  expect(started.map(({ status }) => status)).toEqual(Array(5).fill("fulfilled"));
  const { db, close } = await openPostgres({ url: database });
  const applied = await db.execute(sql`select id from kaikei.migrations order by id`);
  expect(applied).toMatchObject({ rows: migrations.map(({ id }) => ({ id })) });
  await close();
}, 60_000);

it("the first version and this one work side by side: what either writes, this one reads", async () => {
  const { db, close } = await openPostgres({ url: await createDatabase(inject("postgresUrl")) });
  const [first] = migrations;
  if (first === undefined) throw new Error("there are no migrations");
  await db.execute(sql`create schema kaikei`);
  await db.execute(sql`create table kaikei.migrations (id text primary key)`);
  for (const statement of first.statements) await db.execute(sql.raw(statement));
  await db.execute(sql`insert into kaikei.migrations values (${first.id})`);
  /** As the first version wrote an intent. */
  const insertAsFirst = (id: string) =>
    db.execute(sql`insert into kaikei.payments
      (id, order_name, provider, environment, merchant, status, currency, ordered, begin_request, uncertain, created_at, next_look_at, look_lease_until)
      values (${id}, ${id}, 'paypay', 'emulator', '1', 'created', 'JPY', 4200, '{}', true, now(), now(), now())`);

  await insertAsFirst("pay_before");
  await migrate(db);
  await insertAsFirst("pay_after");
  for (const id of ["pay_before", "pay_after"]) {
    expect(await getPayment(db, id)).toMatchObject({ status: "created", ordered: { amount: 4200 } });
  }
  await close();
});
