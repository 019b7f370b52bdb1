import { sql } from "drizzle-orm";
import pg from "pg";
import { expect, inject, it, vi } from "vitest";
import { createDatabase } from "../testing/postgres-server.ts";
import { openTcpProxy } from "../testing/tcp-proxy.ts";
import { openPostgres } from "./postgres.ts";
import { listenOnPostgres } from "./postgres-listener.ts";

it("a connection that the server ends is made again, and the listener is told that it may have missed something", async () => {
  const { db, listen, close } = await openPostgres({ url: await createDatabase(inject("postgresUrl")) });
  const ours = sql`from pg_stat_activity where query like 'listen%' and datname = current_database()`;
  const listeners = async () => {
    const [row] = await db
      .select({ count: sql<number>`count(*)::int` })
      .from(sql`(select ${ours}) as listeners`);
    return row?.count;
  };
  const heard: string[] = [];
  const onConnected = vi.fn();
  const end = await listen("news", { onMessage: (payload) => heard.push(payload), onConnected });
  await db.execute(sql`select pg_notify('news', 'first')`);
  await expect.poll(() => heard).toEqual(["first"]);

  for (let times = 2; times <= 4; times += 1) {
    await db.execute(sql`select pg_terminate_backend(pid) ${ours}`);
    await expect.poll(() => onConnected.mock.calls.length, { timeout: 5000 }).toBe(times);
  }
  await db.execute(sql`select pg_notify('news', 'second')`);
  await expect.poll(() => heard).toEqual(["first", "second"]);

  await end();
  await db.execute(sql`select pg_notify('news', 'third')`);
  await expect.poll(listeners).toBe(0);
  expect(heard).toEqual(["first", "second"]);
  await close();
});

it("a server that is not there yet is waited for", async () => {
  const { listen, close } = await openPostgres({ url: "postgres://127.0.0.1:1/nowhere" });
  const onConnected = vi.fn();
  const end = await listen("news", { onMessage: () => undefined, onConnected });
  expect(onConnected).not.toHaveBeenCalled();
  await end();
  await close();
});

it("a connection that has gone silent is noticed, given up and replaced", async () => {
  const url = await createDatabase(inject("postgresUrl"));
  const { db, close } = await openPostgres({ url });
  const proxy = await openTcpProxy(url);
  const heard: string[] = [];
  const onConnected = vi.fn();
  const end = await listenOnPostgres({
    connect: () => new pg.Client({ connectionString: proxy.url, connectionTimeoutMillis: 200 }),
    channel: "news",
    listener: { onMessage: (payload) => heard.push(payload), onConnected },
    checkEveryMs: 50,
    answerWithinMs: 200,
  });
  proxy.swallow();
  await db.execute(sql`select pg_notify('news', 'unheard')`);
  // Two connections are given up before the third gets through.
  await expect.poll(() => proxy.connections(), { timeout: 5000 }).toBeGreaterThan(2);
  proxy.heal();
  await expect.poll(() => onConnected.mock.calls.length, { timeout: 8000 }).toBe(2);
  await db.execute(sql`select pg_notify('news', 'heard')`);
  await expect.poll(() => heard).toEqual(["heard"]);
  await end();
  await proxy.close();
  await close();
});
