import { sql } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createDatabase } from "../testing/postgres-server.ts";
import { openTcpProxy, type TcpProxy } from "../testing/tcp-proxy.ts";
import { isStoreUnavailable } from "./availability.ts";
import type { DatabaseHandle } from "./database.ts";
import { openPostgres } from "./postgres.ts";

describe("connections that fail", () => {
  let url: string;
  let proxy: TcpProxy;
  let handle: DatabaseHandle;
  beforeEach(async () => {
    url = await createDatabase(inject("postgresUrl"));
    proxy = await openTcpProxy(url);
    // Half a second instead of half a minute for one that does not answer.
    handle = await openPostgres({ url: `${proxy.url}?query_timeout=500`, connections: 2 });
  });
  afterEach(async () => {
    await Promise.race([handle.close(), proxy.close()]);
    await proxy.close();
  });

  const work = () => handle.db.transaction((tx) => tx.execute(sql`select 1`));
  const both = (): Promise<PromiseSettledResult<unknown>[]> => Promise.allSettled([work(), work()]);
  const outcomes = (results: PromiseSettledResult<unknown>[]) => results.map(({ status }) => status);

  /** Two open transactions, to be gone on with. */
  async function openTwo() {
    const ready: Promise<void>[] = [];
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const running = [0, 1].map(() => {
      const { promise, resolve } = withResolvers();
      ready.push(promise);
      return handle.db.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        resolve();
        await gate;
        await tx.execute(sql`select 1`);
      });
    });
    const settled = Promise.allSettled(running);
    await Promise.all(ready);
    return { goOn, settled };
  }

  it("silent ones are given up, before a transaction and within one, and none is kept", async () => {
    expect(outcomes(await both())).toEqual(["fulfilled", "fulfilled"]);
    proxy.swallow();
    expect(outcomes(await both())).toEqual(["rejected", "rejected"]);
    proxy.heal();
    expect(outcomes(await both())).toEqual(["fulfilled", "fulfilled"]);
    const { goOn, settled } = await openTwo();
    proxy.swallow();
    goOn();
    const failures = await settled;
    expect(failures.every((one) => one.status === "rejected" && isStoreUnavailable(one.reason))).toBe(true);
    proxy.heal();
    expect(outcomes(await both())).toEqual(["fulfilled", "fulfilled"]);
  });

  it("ones that die in a transaction end neither the process nor the next transaction, and the reason is told", async () => {
    const { goOn, settled } = await openTwo();
    proxy.cut();
    goOn();
    const failures = await settled;
    expect(failures.every((one) => one.status === "rejected" && isStoreUnavailable(one.reason))).toBe(true);
    expect(outcomes(await both())).toEqual(["fulfilled", "fulfilled"]);
  });

  it("idle ones that the server ends are replaced", async () => {
    await both();
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await other.end();
    await expect.poll(async () => outcomes(await both())).toEqual(["fulfilled", "fulfilled"]);
  });

  it("a transaction that its caller gives up is rolled back, and hears its own error", async () => {
    await handle.db.execute(sql`create table cakes (name text)`);
    const given = new Error("no cake");
    const failing = handle.db.transaction(async (tx) => {
      await tx.execute(sql`insert into cakes values ('moon')`);
      throw given;
    });
    await expect(failing).rejects.toBe(given);
    expect(await handle.db.$count(sql`cakes`)).toBe(0);
  });
});

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
