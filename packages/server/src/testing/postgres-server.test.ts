import pg from "pg";
import { expect, inject, test } from "vitest";
import { createDatabase } from "./postgres-server.ts";

test("each test database is empty, of its own, and in UTF-8", async () => {
  const [first, second] = [
    await createDatabase(inject("postgresUrl")),
    await createDatabase(inject("postgresUrl")),
  ];
  expect(first).not.toBe(second);

  expect(await query(first, "create table cakes as select '桜のケーキ' as name")).toEqual([]);
  expect(await query(first, "select name from cakes")).toEqual([{ name: "桜のケーキ" }]);
  expect(await query(second, "select to_regclass('cakes') as cakes")).toEqual([{ cakes: null }]);
  expect(await query(second, "show server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
