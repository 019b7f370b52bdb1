import { readdirSync, readFileSync } from "node:fs";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createDatabase } from "../testing/postgres-server.ts";
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

describe("several processes start at once on one new database", () => {
  let url: string;
  const pools: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    url = await createDatabase(inject("postgresUrl"));
  });
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  it("one migrates, the others wait, all can work", async () => {
    const handles = await Promise.all(Array.from({ length: 5 }, () => openPostgres({ url, connections: 1 })));
    pools.push(...handles);
    await Promise.all(handles.map(({ db }) => migrate(db)));
    for (const { db } of handles) expect(await db.select().from(schema.payments)).toEqual([]);
  });
});
